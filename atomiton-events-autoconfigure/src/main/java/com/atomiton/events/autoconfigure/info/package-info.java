/** What the endpoint {@code info} says of the event bus, where Actuator is on the class path. */
@NullMarked
package com.atomiton.events.autoconfigure.info;

import org.jspecify.annotations.NullMarked;
