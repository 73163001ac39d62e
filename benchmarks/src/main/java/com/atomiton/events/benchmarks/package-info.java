/**
 * Measures this project beside the limit of the machine and beside its peers. {@link Bench} is the program: it starts
 * the processes, tells them what to do and prints the report. {@link Contender} is a way to carry messages, with one
 * package for each; a {@link com.atomiton.events.benchmarks.workload.Workload} is one question asked of them.
 */
@NullMarked
package com.atomiton.events.benchmarks;

import org.jspecify.annotations.NullMarked;
