package com.atomiton.events.engine;

import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.LocalProcess;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What an endpoint over an engine goes by.
 *
 * @param settings the numbers of sessions; those of connections mean nothing here
 * @param local what this process says of itself
 * @param requestConcurrency {@code atomiton.events.request.concurrency}: how many requests are taken at a time
 * @param requestTimeout {@code atomiton.events.request.timeout}: how long a confirmation is waited for
 * @param errors writes a failure as the payload of a reply
 * @param timer the bus's, which is not closed here
 * @param hops how many processes what it sends has gone through already: 1 for what a bridge passes on
 * @param ignored the ids of processes that it does not meet here, since it meets them elsewhere
 */
public record EngineTerms(
        ConnectionSettings settings,
        LocalProcess local,
        int requestConcurrency,
        Duration requestTimeout,
        Function<Throwable, byte[]> errors,
        ScheduledExecutorService timer,
        int hops,
        Predicate<String> ignored) {

    /** Those of a process that sends for itself, and meets all others. */
    public EngineTerms(
            ConnectionSettings settings,
            LocalProcess local,
            int requestConcurrency,
            Duration requestTimeout,
            Function<Throwable, byte[]> errors,
            ScheduledExecutorService timer) {
        this(settings, local, requestConcurrency, requestTimeout, errors, timer, 0, id -> false);
    }

    /** The same for a process that meets some elsewhere. */
    public EngineTerms ignoring(Predicate<String> ids) {
        return new EngineTerms(settings, local, requestConcurrency, requestTimeout, errors, timer, hops, ids);
    }

    /** Those for a process that this one passes on for. */
    public EngineTerms passingOnFor(LocalProcess process) {
        return new EngineTerms(
                settings, process, requestConcurrency, requestTimeout, errors, timer, hops + 1, id -> false);
    }
}
