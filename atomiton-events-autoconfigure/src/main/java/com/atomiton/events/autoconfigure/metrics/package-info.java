/** Meters of the event bus, where Micrometer and a meter registry are there. */
@NullMarked
package com.atomiton.events.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
