package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Lab;
import java.util.List;

/** A question that is asked of contenders: one table of the report. */
public interface Workload {

    /** For {@code --only}. */
    String name();

    /** The table's title: what was done. */
    String title();

    /** The table's columns. */
    List<Column> columns();

    /** Whether a quick run has it too, if it is not asked for by name. */
    default boolean quick() {
        return true;
    }

    /** Measures and puts the figures into the lab's results. */
    void run(Lab lab) throws Exception;
}
