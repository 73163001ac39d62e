package com.atomiton.samples.main.conductor;

import com.atomiton.events.EventContext;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.samples.contract.CancelExecution;
import com.atomiton.samples.contract.ExecuteBlueprint;
import com.atomiton.samples.contract.ExecutionFailure;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.ExecutionStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Component;

/** Executes and cancels what renderers ask for. */
@Component
class ExecutionListeners {

    private final Conductor conductor;
    private final Executions executions;
    private final ConductorEvents events;
    private final TaskExecutor executor;

    ExecutionListeners(
            Conductor conductor,
            Executions executions,
            ConductorEvents events,
            @Qualifier("executionExecutor") TaskExecutor executor) {
        this.conductor = conductor;
        this.executions = executions;
        this.events = events;
        this.executor = executor;
    }

    /** The request: its asker gets the progress and the result, or what went wrong. */
    @ConductorListener
    ExecutionResult execute(ExecuteBlueprint command, RequestContext context) {
        return conductor
                .execute(command, context::progress, context::isCancelled)
                .resultOrThrow();
    }

    /** The event: its sender alone gets a {@code conductor:result}. Runs apart, so that the lane is free at once. */
    @ConductorListener
    void execute(ExecuteBlueprint command, EventContext context) {
        try {
            executor.execute(() -> events.resultTo(context.sender(), result(command), context.id()));
        } catch (TaskRejectedException busy) {
            events.resultTo(context.sender(), notRun(command, busy), context.id());
        }
    }

    private ExecutionResult result(ExecuteBlueprint command) {
        try {
            return conductor.execute(command, progress -> {}, () -> false).result();
        } catch (RuntimeException refused) {
            return notRun(command, refused);
        }
    }

    private static ExecutionResult notRun(ExecuteBlueprint command, RuntimeException reason) {
        return new ExecutionResult(
                Objects.requireNonNullElse(command.executionId(), ""),
                command.blueprintId(),
                ExecutionStatus.FAILED,
                null,
                Map.of(),
                Instant.now(),
                0,
                new ExecutionFailure(null, reason.getClass().getSimpleName(), String.valueOf(reason.getMessage())));
    }

    @ConductorListener
    void cancel(CancelExecution command) {
        executions.cancel(command.executionId());
    }
}
