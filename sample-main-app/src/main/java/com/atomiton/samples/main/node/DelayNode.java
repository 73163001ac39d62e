package com.atomiton.samples.main.node;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code delay}: waits for {@code duration}, then gives its input on. */
@Component
public final class DelayNode implements NodeType {

    private static final int STEPS = 20;

    private volatile double factor = 1;

    /** Multiplies the durations of the nodes that start from now on. */
    public void setFactor(double factor) {
        this.factor = factor;
    }

    /** What the durations are multiplied with. */
    public double factor() {
        return factor;
    }

    @Override
    public String name() {
        return "delay";
    }

    @Override
    public @Nullable Object run(NodeContext node) throws InterruptedException {
        double nanos = node.parameters().duration("duration").toNanos() * factor;
        Duration step = Duration.ofNanos(Math.round(nanos / STEPS));
        for (int done = 1; done <= STEPS; done++) {
            node.pause(step);
            node.progress((double) done / STEPS);
        }
        return node.input();
    }
}
