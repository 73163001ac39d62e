/** An engine in memory, and what the endpoint over an engine does beyond what every endpoint does. */
@NullMarked
package com.atomiton.events.engine;

import org.jspecify.annotations.NullMarked;
