package com.atomiton.events.bus;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.EventObservations;
import com.atomiton.events.observation.TapAccess;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryOperations;

/**
 * What a bus is made with besides its endpoint.
 *
 * @param connection the numbers of connections and sessions
 * @param overflow {@code atomiton.events.outbound.overflow}
 * @param blockTimeout {@code atomiton.events.outbound.block-timeout}
 * @param stallTimeout {@code atomiton.events.outbound.stall-timeout}; {@code null} for the block timeout
 * @param requestTimeout {@code atomiton.events.request.timeout}
 * @param requestConcurrency {@code atomiton.events.request.concurrency}
 * @param shutdownTimeout {@code atomiton.events.shutdown.timeout}
 * @param retry calls a listener again that has failed; {@code null} for no retry
 * @param errorHandler told of failures of listeners
 * @param telemetry told of what passes
 * @param interceptors called around emits, requests and listeners, in their order
 * @param observations what is observed; {@code null} for nothing
 * @param tap what other processes may see of what passes main
 * @param applicationEvents given {@code PeerConnected} and the like
 */
record BusSettings(
        ConnectionSettings connection,
        OverflowPolicy overflow,
        Duration blockTimeout,
        @Nullable Duration stallTimeout,
        Duration requestTimeout,
        int requestConcurrency,
        Duration shutdownTimeout,
        @Nullable RetryOperations retry,
        ConductorErrorHandler errorHandler,
        BusTelemetry telemetry,
        List<EventInterceptor> interceptors,
        @Nullable EventObservations observations,
        TapAccess tap,
        Consumer<Object> applicationEvents) {}
