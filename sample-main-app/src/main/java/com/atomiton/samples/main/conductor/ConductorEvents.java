package com.atomiton.samples.main.conductor;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventBusException;
import com.atomiton.events.Peer;
import com.atomiton.samples.contract.ConductorError;
import com.atomiton.samples.contract.ConductorLog;
import com.atomiton.samples.contract.ConductorSettings;
import com.atomiton.samples.contract.ConductorState;
import com.atomiton.samples.contract.ExecutionFinished;
import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.main.execution.ExecutionReporter;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Emits the conductor's events. A report that cannot be sent is logged and does not disturb the execution. */
@Component
class ConductorEvents {

    private static final Log log = LogFactory.getLog(ConductorEvents.class);

    private final EventBus bus;
    private volatile LogLevel lowestLevel = LogLevel.INFO;

    ConductorEvents(EventBus bus) {
        this.bus = bus;
    }

    /** The lowest level that is sent from now on. */
    void setLowestLevel(LogLevel level) {
        this.lowestLevel = level;
    }

    LogLevel lowestLevel() {
        return lowestLevel;
    }

    /**
     * Reports an execution to everyone.
     *
     * @param asker is given the progress too, before it is told everyone
     */
    ExecutionReporter reporter(String executionId, Consumer<ExecutionProgress> asker) {
        return new ExecutionReporter() {

            @Override
            public void progress(ExecutionProgress progress) {
                attempt(() -> asker.accept(progress));
                emit(progress, EmitOptions.defaults());
            }

            @Override
            public void log(LogLevel level, @Nullable String nodeId, String message) {
                ConductorEvents.this.log(level, executionId, nodeId, message);
            }
        };
    }

    void log(LogLevel level, @Nullable String executionId, @Nullable String nodeId, String message) {
        if (level.compareTo(lowestLevel) >= 0) {
            emit(new ConductorLog(Instant.now(), level, executionId, nodeId, message), EmitOptions.defaults());
        }
    }

    void state(ConductorState state) {
        emit(state, EmitOptions.defaults());
    }

    void settings(ConductorSettings settings) {
        emit(settings, EmitOptions.defaults());
    }

    void error(@Nullable String executionId, Throwable error) {
        emit(new ConductorError(Instant.now(), executionId, error), EmitOptions.defaults());
    }

    /** Tells one peer alone what went wrong with what it sent. */
    void errorTo(Peer peer, Throwable error) {
        emit(new ConductorError(Instant.now(), null, error), EmitOptions.to(peer));
    }

    /** Gives one peer alone the result of what it asked for, with the id of the event that asked. */
    void resultTo(Peer peer, ExecutionResult result, String correlationId) {
        emit(
                new ExecutionFinished(result.executionId(), result),
                EmitOptions.to(peer).withCorrelationId(correlationId));
    }

    private void emit(Object event, EmitOptions options) {
        attempt(() -> bus.emit(event, options));
    }

    private static void attempt(Runnable report) {
        try {
            report.run();
        } catch (EventBusException unsent) {
            log.warn("Could not report: " + unsent.getMessage());
        }
    }
}
