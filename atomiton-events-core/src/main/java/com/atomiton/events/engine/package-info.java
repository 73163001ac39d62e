/**
 * A bus over several machines: the endpoint of a process whose peers are reached through an engine, a message broker above
 * all, and what an engine must be able to do. {@link com.atomiton.events.engine.Engine} is for those who connect one; the
 * rest is used by the bus alone.
 */
@NullMarked
package com.atomiton.events.engine;

import org.jspecify.annotations.NullMarked;
