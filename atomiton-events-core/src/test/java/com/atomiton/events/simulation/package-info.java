/**
 * Whole schedules of emits, cuts, delays, pauses and restarts, drawn from one seed, over the real endpoints, sessions and
 * frames: only the transport, the clock and the application are simulated. {@link
 * com.atomiton.events.simulation.SimulationTests} says how to repeat a seed.
 */
@NullMarked
package com.atomiton.events.simulation;

import org.jspecify.annotations.NullMarked;
