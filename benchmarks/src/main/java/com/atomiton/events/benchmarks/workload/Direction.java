package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Group;
import com.atomiton.events.benchmarks.StreamResult;

/** Which way events go. */
enum Direction {
    /** From a renderer to main. */
    UP,
    /** From main to its renderers. */
    DOWN;

    StreamResult stream(Group group, long events, int size) throws InterruptedException {
        return this == UP ? group.streamUp(events, size) : group.streamDown(events, size);
    }
}
