/** Health of the event bus's connection, where Boot's health support is on the class path. */
@NullMarked
package com.atomiton.events.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
