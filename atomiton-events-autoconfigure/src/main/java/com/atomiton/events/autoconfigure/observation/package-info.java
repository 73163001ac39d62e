/** Observations of the event bus, where there is an observation registry, and what handlers find in SLF4J's MDC. */
@NullMarked
package com.atomiton.events.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
