/** A peer: Spring Integration over TCP. */
@NullMarked
package com.atomiton.events.benchmarks.integration;

import org.jspecify.annotations.NullMarked;
