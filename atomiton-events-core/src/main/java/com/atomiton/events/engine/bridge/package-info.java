/**
 * A main that serves the renderers of its machine over a socket and, for the rest, is joined to an engine. Each of those
 * renderers appears at the engine as itself, through a {@link com.atomiton.events.engine.bridge.Delegate}. Used by the
 * bus's builder alone.
 *
 * <p>Nothing can go round: what comes from the engine is passed on to a socket only, and what comes from a socket to the
 * engine only, where only processes of role main take it, which pass nothing on.
 */
@NullMarked
package com.atomiton.events.engine.bridge;

import org.jspecify.annotations.NullMarked;
