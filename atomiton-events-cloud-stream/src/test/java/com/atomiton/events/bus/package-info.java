/** What holds for every bus, over Kafka. */
@NullMarked
package com.atomiton.events.bus;

import org.jspecify.annotations.NullMarked;
