/**
 * What an application touches: the {@link com.atomiton.events.EventBus}, the handlers and contexts it calls, the
 * options it takes, what it returns and what it throws. Everybody may use this package; it depends on no other package
 * of this library.
 */
@NullMarked
package com.atomiton.events;

import org.jspecify.annotations.NullMarked;
