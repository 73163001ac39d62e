/**
 * What a bus over several machines costs, beside the same over the socket: processes of their own, a broker of their own,
 * all on this machine. {@link com.atomiton.events.benchmarks.machines.Machines} is the program, run by
 * {@code ./bench --machines}; each {@link com.atomiton.events.benchmarks.machines.Measurement} is one question.
 */
@NullMarked
package com.atomiton.events.benchmarks.machines;

import org.jspecify.annotations.NullMarked;
