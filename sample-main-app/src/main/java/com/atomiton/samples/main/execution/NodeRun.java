package com.atomiton.samples.main.execution;

import com.atomiton.samples.main.node.NodeContext;
import com.atomiton.samples.main.node.Parameters;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One node's view of its execution. */
record NodeRun(
        String nodeId,
        Parameters parameters,
        @Nullable Object input,
        Execution execution,
        Duration timeout,
        ProgressTracker tracker)
        implements NodeContext {

    @Override
    public void progress(double fraction) {
        tracker.fraction(nodeId, fraction);
    }

    @Override
    public void checkStopped() {
        execution.checkStopped(nodeId, timeout);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        execution.pause(duration, nodeId, timeout);
    }
}
