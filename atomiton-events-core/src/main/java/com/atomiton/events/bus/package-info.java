/**
 * The bus itself: it routes what is emitted, keeps the subscriptions, runs listeners in lanes and matches replies with
 * requests. Applications use {@link com.atomiton.events.bus.EventBusBuilder} where there is no Boot, and see the rest as
 * {@link com.atomiton.events.EventBus} only. Stands on {@code connection}, {@code codec} and {@code session}.
 */
@NullMarked
package com.atomiton.events.bus;

import org.jspecify.annotations.NullMarked;
