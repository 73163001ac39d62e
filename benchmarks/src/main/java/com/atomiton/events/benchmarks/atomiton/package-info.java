/** This project. */
@NullMarked
package com.atomiton.events.benchmarks.atomiton;

import org.jspecify.annotations.NullMarked;
