package com.atomiton.samples.main.node;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a node works with in one execution. Only for the thread that runs the node. */
public interface NodeContext {

    /** The node's parameters. */
    Parameters parameters();

    /**
     * What the node in front of it gave; with several, a map from node id to what each gave; with none, the
     * execution's input.
     */
    @Nullable
    Object input();

    /** Reports how much of the node's work is done, 0 to 1. Cheap enough to be called for every row. */
    void progress(double fraction);

    /**
     * Returns at once while the execution may go on.
     *
     * @throws RuntimeException if it was cancelled or its time is over; the node must let it pass
     */
    void checkStopped();

    /** Waits, and ends early with what {@link #checkStopped()} throws if the execution is stopped meanwhile. */
    void pause(Duration duration) throws InterruptedException;
}
