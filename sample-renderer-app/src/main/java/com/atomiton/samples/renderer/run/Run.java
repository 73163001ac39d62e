package com.atomiton.samples.renderer.run;

import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.renderer.conductor.LogLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run of a blueprint. Its changes are told under its lock, so in the order in which they happen. */
final class Run {

    private static final int KEPT_LINES = 200;

    private final @Nullable Object input;
    private final Consumer<RunView> changed;

    // Guarded by this.
    private final Deque<LogLine> log = new ArrayDeque<>();
    private RunView view;
    private @Nullable ExecutionResult result;
    private @Nullable Future<?> request;

    Run(RunView asked, @Nullable Object input, Consumer<RunView> changed) {
        this.view = asked;
        this.input = input;
        this.changed = changed;
    }

    synchronized RunView view() {
        return view;
    }

    synchronized RunDetails details() {
        return new RunDetails(view, input, result, List.copyOf(log));
    }

    synchronized void asked(Future<?> asked) {
        request = asked;
    }

    /** Stops waiting for the answer; the conductor is told if it can be. */
    void abandon() {
        Future<?> asked;
        synchronized (this) {
            asked = request;
        }
        if (asked != null) {
            asked.cancel(true);
        }
    }

    synchronized void progress(ExecutionProgress progress) {
        if (!view.status().isEnd()) {
            update(view.progressed(progress.percent(), progress.message(), progress.nodes()));
        }
    }

    synchronized void log(LogLine line) {
        log.addLast(line);
        if (log.size() > KEPT_LINES) {
            log.removeFirst();
        }
    }

    synchronized void completed(ExecutionResult outcome) {
        result = outcome;
        update(view.ended(RunStatus.of(outcome.status()), null));
    }

    synchronized void failed(Throwable failure) {
        update(view.ended(RunError.status(failure), RunError.of(failure, view.nodes())));
    }

    private void update(RunView next) {
        view = next;
        changed.accept(next);
    }
}
