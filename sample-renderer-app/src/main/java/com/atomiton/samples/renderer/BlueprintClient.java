package com.atomiton.samples.renderer;

import com.atomiton.events.EventBus;
import com.atomiton.events.RequestOptions;
import com.atomiton.samples.contract.BlueprintList;
import com.atomiton.samples.contract.CancelExecution;
import com.atomiton.samples.contract.ExecuteBlueprint;
import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.ListBlueprints;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an editor asks the conductor. All methods return at once; usable from any thread. */
@Component
public class BlueprintClient {

    /** The blueprints' own timeouts end an execution; this only bounds the wait for a conductor that is gone. */
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private final EventBus bus;

    public BlueprintClient(EventBus bus) {
        this.bus = bus;
    }

    /** An id for an execution that is to be started, to cancel it with later. */
    public static String newExecutionId() {
        return UUID.randomUUID().toString();
    }

    /**
     * Runs a blueprint without input.
     *
     * @see #executeBlueprint(String, String, Object, Consumer)
     */
    public CompletableFuture<ExecutionResult> executeBlueprint(String id) {
        return executeBlueprint(id, null);
    }

    /**
     * Runs a blueprint.
     *
     * @see #executeBlueprint(String, String, Object, Consumer)
     */
    public CompletableFuture<ExecutionResult> executeBlueprint(String id, @Nullable Object input) {
        return executeBlueprint(id, newExecutionId(), input, progress -> {});
    }

    /**
     * Runs a blueprint.
     *
     * @param id the blueprint
     * @param executionId for {@link #cancel}; no execution that runs may have it
     * @param input plain JSON values
     * @param progress told of each step before the future completes
     * @return the result of this execution and no other. Cancelling it cancels the execution. It fails with
     *     {@link com.atomiton.events.RemoteEventException} if the execution does not complete; its message names the
     *     node
     */
    public CompletableFuture<ExecutionResult> executeBlueprint(
            String id, String executionId, @Nullable Object input, Consumer<? super ExecutionProgress> progress) {
        return bus.request(
                new ExecuteBlueprint(id, executionId, input),
                ExecutionResult.class,
                RequestOptions.timeout(TIMEOUT).onProgress(ExecutionProgress.class, progress));
    }

    /** Stops an execution; its future fails then. */
    public void cancel(String executionId) {
        bus.emit(new CancelExecution(executionId));
    }

    /** Which blueprints there are. */
    public CompletableFuture<BlueprintList> blueprints() {
        return bus.request(new ListBlueprints(), BlueprintList.class);
    }
}
