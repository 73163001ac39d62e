/**
 * Whole schedules of emits, retained events, changes of interest, cuts, delays, pauses, takeovers and restarts, drawn from
 * one seed, over the real endpoints, sessions, frames and retained events: only the transport, the clock and the
 * application are simulated. While a connection looks for what to write, other threads of its process may do something. {@link
 * com.atomiton.events.simulation.SimulationTests} says how to repeat a seed.
 */
@NullMarked
package com.atomiton.events.simulation;

import org.jspecify.annotations.NullMarked;
