package com.atomiton.events.bus;

import com.atomiton.events.EventOverflowException;
import java.util.List;

/** Runs the tasks of the listeners that share it: those of one sender in the order in which they come. */
interface Lane {

    /**
     * Adds a task.
     *
     * @param deadline no longer is the caller held for want of space
     * @return {@code false} if it was dropped, and told so
     * @throws EventOverflowException if it is bounded, and there is no space for it
     */
    boolean execute(LaneTask task, Deadline deadline);

    /** As the other one, for a caller without a time of its own. */
    default boolean execute(LaneTask task) {
        return execute(task, Deadline.NONE);
    }

    /** Adds tasks together, in their order; none of them is bounded. One that is dropped is told so. */
    default void executeAll(List<LaneTask> tasks) {
        tasks.forEach(this::execute);
    }

    /** A task that waits is superseded, and not by one that came later: it need not stay until its turn. */
    default void superseded() {}

    /** Lets what it has run to its end, and waits for that no longer than this. Nothing is taken any more. */
    void stop(long nanos) throws InterruptedException;

    /**
     * Interrupts what runs and takes out what has not begun, which whoever calls this has to tell so. Nothing is taken any
     * more.
     */
    List<LaneTask> abandon();

    /**
     * Whether somebody subscribes to events or answers requests here. A lane in which nobody does runs what it has, also
     * what still comes, and keeps no thread beyond that.
     */
    void inUse(boolean used);

    /** Whether it has no thread, so that it can be forgotten while it is not in use. */
    boolean isIdle();
}
