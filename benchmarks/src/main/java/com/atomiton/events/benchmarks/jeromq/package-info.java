/** A peer: JeroMQ, ZeroMQ in Java. */
@NullMarked
package com.atomiton.events.benchmarks.jeromq;

import org.jspecify.annotations.NullMarked;
