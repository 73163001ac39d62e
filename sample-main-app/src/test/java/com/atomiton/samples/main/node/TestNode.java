package com.atomiton.samples.main.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node outside of any execution. */
final class TestNode implements NodeContext {

    private final Parameters parameters;
    private final @Nullable Object input;
    final List<Double> progress = new ArrayList<>();
    Duration paused = Duration.ZERO;
    int checks;
    int stopAfterChecks = Integer.MAX_VALUE;

    private TestNode(Parameters parameters, @Nullable Object input) {
        this.parameters = parameters;
        this.input = input;
    }

    static TestNode with(Map<String, Object> parameters, @Nullable Object input) {
        return with(parameters, input, new Scope(Map.of(), null, Map.of()));
    }

    static TestNode with(Map<String, Object> parameters, @Nullable Object input, Scope scope) {
        return new TestNode(new Parameters(parameters, scope), input);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public @Nullable Object input() {
        return input;
    }

    @Override
    public void progress(double fraction) {
        progress.add(fraction);
    }

    @Override
    public void checkStopped() {
        if (++checks > stopAfterChecks) {
            throw new IllegalStateException("stopped");
        }
    }

    @Override
    public void pause(Duration duration) {
        paused = paused.plus(duration);
    }
}
