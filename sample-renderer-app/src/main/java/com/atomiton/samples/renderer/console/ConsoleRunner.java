package com.atomiton.samples.renderer.console;

import com.atomiton.events.EventBus;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.Subscription;
import com.atomiton.samples.contract.ConductorLog;
import com.atomiton.samples.contract.ConductorState;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.renderer.BlueprintClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Runs one blueprint and prints what happens, as {@link ConsoleOutput} says. */
final class ConsoleRunner {

    /**
     * Replies are ordered with their own progress and not with events, so the last log lines may still be on their way
     * when the reply has come. What is not here after this time is left out.
     */
    private static final Duration LAST_LOGS = Duration.ofSeconds(2);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EventBus bus;
    private final BlueprintClient client;
    private final ConsoleOutput output;

    ConsoleRunner(EventBus bus, BlueprintClient client, ConsoleOutput output) {
        this.bus = bus;
        this.client = client;
        this.output = output;
    }

    /**
     * Runs the blueprint and waits for its end.
     *
     * @param input JSON
     * @return the exit code: 0 if it completed
     */
    int run(String blueprint, @Nullable String input) {
        String executionId = BlueprintClient.newExecutionId();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Subscription logs = bus.on(ConductorLog.class, entry -> {
            if (executionId.equals(entry.executionId())) {
                output.log(entry);
            }
        });
        Subscription states = bus.on(ConductorState.class, state -> {
            if (state.recent().stream().anyMatch(each -> each.executionId().equals(executionId))) {
                ended.complete(null);
            }
        });
        try {
            ExecutionResult result = client.executeBlueprint(blueprint, executionId, parse(input), output::progress)
                    .join();
            awaitLastLogs(ended);
            output.result(JSON.writeValueAsString(result));
            return 0;
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            if (cause instanceof RemoteEventException) {
                awaitLastLogs(ended);
            }
            return error(cause);
        } catch (RuntimeException failed) {
            return error(failed);
        } finally {
            logs.close();
            states.close();
        }
    }

    private static @Nullable Object parse(@Nullable String input) {
        try {
            return input == null ? null : JSON.readValue(input, Object.class);
        } catch (JacksonException invalid) {
            throw new IllegalArgumentException(
                    "--input must be JSON, but is '" + input + "': " + invalid.getOriginalMessage(), invalid);
        }
    }

    /** The state that lists the execution as ended is emitted after its last log line, and events keep their order. */
    private static void awaitLastLogs(CompletableFuture<Void> ended) {
        ended.completeOnTimeout(null, LAST_LOGS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private int error(Throwable failure) {
        String type = failure instanceof RemoteEventException remote
                ? remote.remoteType().substring(remote.remoteType().lastIndexOf('.') + 1)
                : failure.getClass().getSimpleName();
        output.error(type, String.valueOf(failure.getMessage()));
        return 1;
    }
}
