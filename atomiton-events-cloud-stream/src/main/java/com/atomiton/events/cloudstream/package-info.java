/**
 * The engine of a bus over several machines: a message broker, reached through Spring Cloud Stream and the binder that the
 * application has on its class path. For those who use the bus it is a dependency and properties; they call nothing here.
 */
@NullMarked
package com.atomiton.events.cloudstream;

import org.jspecify.annotations.NullMarked;
