/**
 * The annotations that turn a method into a listener. Everybody may use this package; it depends on the API only. What
 * reads them is in {@code com.atomiton.events.listener}.
 */
@NullMarked
package com.atomiton.events.annotation;

import org.jspecify.annotations.NullMarked;
