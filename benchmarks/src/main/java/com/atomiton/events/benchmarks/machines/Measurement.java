package com.atomiton.events.benchmarks.machines;

import java.io.PrintStream;

/** One question asked of a site. */
interface Measurement {

    String name();

    /** Measures and prints what it found. */
    void run(Site site, PrintStream out) throws Exception;
}
