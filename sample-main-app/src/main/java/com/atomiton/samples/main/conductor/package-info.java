/**
 * The conductor on the event bus: what renderers can ask of it and tell it, and the events by which it reports. All use
 * of the bus in this application is here.
 */
@NullMarked
package com.atomiton.samples.main.conductor;

import org.jspecify.annotations.NullMarked;
