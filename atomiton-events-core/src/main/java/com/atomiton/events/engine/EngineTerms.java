package com.atomiton.events.engine;

import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.LocalProcess;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What an endpoint over an engine goes by.
 *
 * @param settings the numbers of sessions; those of connections mean nothing here
 * @param local what this process says of itself
 * @param requestConcurrency {@code atomiton.events.request.concurrency}: how many requests are taken at a time
 * @param requestTimeout {@code atomiton.events.request.timeout}: how long a confirmation is waited for
 * @param timer the bus's, which is not closed here
 */
public record EngineTerms(
        ConnectionSettings settings,
        LocalProcess local,
        int requestConcurrency,
        Duration requestTimeout,
        ScheduledExecutorService timer) {}
