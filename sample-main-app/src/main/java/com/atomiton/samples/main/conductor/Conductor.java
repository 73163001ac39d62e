package com.atomiton.samples.main.conductor;

import com.atomiton.samples.contract.ExecuteBlueprint;
import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionStatus;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.main.blueprint.Blueprint;
import com.atomiton.samples.main.blueprint.BlueprintCatalog;
import com.atomiton.samples.main.blueprint.UnknownBlueprintException;
import com.atomiton.samples.main.execution.BlueprintEngine;
import com.atomiton.samples.main.execution.Execution;
import com.atomiton.samples.main.execution.ExecutionOutcome;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Runs what was asked for and keeps the books and the reports. */
@Component
class Conductor {

    private final BlueprintCatalog catalog;
    private final BlueprintEngine engine;
    private final Executions executions;
    private final ConductorEvents events;

    Conductor(BlueprintCatalog catalog, BlueprintEngine engine, Executions executions, ConductorEvents events) {
        this.catalog = catalog;
        this.engine = engine;
        this.executions = executions;
        this.events = events;
    }

    /**
     * Runs a blueprint on this thread.
     *
     * @param asker given the progress
     * @param abandoned whether nobody waits for the result any more
     * @throws UnknownBlueprintException if there is no such blueprint
     * @throws IllegalStateException if the execution's id is in use
     */
    ExecutionOutcome execute(ExecuteBlueprint command, Consumer<ExecutionProgress> asker, BooleanSupplier abandoned) {
        String id = Objects.requireNonNullElseGet(
                command.executionId(), () -> UUID.randomUUID().toString());
        Execution execution = new Execution(id, blueprint(command.blueprintId(), id), command.input(), abandoned);
        executions.started(execution);
        ExecutionStatus status = ExecutionStatus.FAILED;
        try {
            ExecutionOutcome outcome = engine.run(execution, events.reporter(id, asker));
            status = outcome.result().status();
            if (outcome.failure() != null && status != ExecutionStatus.CANCELLED) {
                events.error(id, outcome.failure());
            }
            return outcome;
        } finally {
            executions.ended(execution, status);
        }
    }

    private Blueprint blueprint(String blueprintId, String executionId) {
        try {
            return catalog.get(blueprintId);
        } catch (UnknownBlueprintException unknown) {
            events.log(LogLevel.ERROR, executionId, null, String.valueOf(unknown.getMessage()));
            executions.ended(executionId, blueprintId, ExecutionStatus.FAILED, Instant.now());
            throw unknown;
        }
    }
}
