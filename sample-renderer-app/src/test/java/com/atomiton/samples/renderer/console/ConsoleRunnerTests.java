package com.atomiton.samples.renderer.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventHandler;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.Subscription;
import com.atomiton.samples.contract.CancelExecution;
import com.atomiton.samples.contract.ConductorLog;
import com.atomiton.samples.contract.ConductorState;
import com.atomiton.samples.contract.ExecuteBlueprint;
import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.ExecutionStatus;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.renderer.BlueprintClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;

/** A run against a bus that plays the conductor. */
class ConsoleRunnerTests {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final EventBus bus = mock();
    private final Map<Class<?>, EventHandler<Object>> handlers = new HashMap<>();
    private final List<ExecuteBlueprint> commands = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ConsoleOutput output = new ConsoleOutput(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    private final BlueprintClient client = new BlueprintClient(bus);
    private final ConsoleRunner runner = new ConsoleRunner(bus, client, output);

    @BeforeEach
    void recordSubscriptions() {
        given(bus.on(ArgumentMatchers.<Class<Object>>any(), ArgumentMatchers.<EventHandler<Object>>any()))
                .willAnswer(call -> {
                    handlers.put(call.getArgument(0), call.getArgument(1));
                    Subscription subscription = mock();
                    subscriptions.add(subscription);
                    return subscription;
                });
    }

    @Test
    void aRunPrintsItsProgressItsLogAndLastItsResult() {
        conductor((id, progress) -> {
            progress.accept(new ExecutionProgress(id, 50, "node 'a'\nstarted", List.of()));
            progress.accept(new ExecutionProgress(id, 100, null, List.of()));
            CompletableFuture.runAsync(() -> {
                emit(new ConductorLog(AT, LogLevel.INFO, id, "a", "done"));
                emit(new ConductorLog(AT, LogLevel.INFO, "another", "a", "not ours"));
                emit(stateWithEnded(id));
                emit(new ConductorLog(AT, LogLevel.INFO, null, null, "not ours"));
            });
            return new ExecutionResult(
                    id, "flow", ExecutionStatus.COMPLETED, Map.of("x", "two\nlines"), Map.of(), AT, 7, null);
        });

        assertThat(runner.run("flow", "{\"name\": \"Ada\"}")).isZero();

        String id = commands.get(0).executionId();
        assertThat(commands).containsExactly(new ExecuteBlueprint("flow", id, Map.of("name", "Ada")));
        assertThat(lines())
                .containsExactly(
                        "PROGRESS 50 node 'a'\\u000Astarted",
                        "PROGRESS 100 ",
                        "LOG INFO [a] done",
                        "RESULT {\"executionId\":\"" + id + "\",\"blueprintId\":\"flow\",\"status\":\"COMPLETED\","
                                + "\"output\":{\"x\":\"two\\nlines\"},\"outputs\":{},"
                                + "\"startedAt\":\"2026-01-02T03:04:05Z\",\"durationMillis\":7,\"error\":null}");
        assertThat(subscriptions)
                .hasSize(2)
                .allSatisfy(subscription -> then(subscription).should().close());
    }

    @Test
    void aRemoteFailureIsNamedAsThere() {
        conductor((id, progress) -> {
            emit(stateWithEnded(id));
            throw new RemoteEventException(
                    "com.example.NodeFailedException", "node 'explode' failed: x", null, null, Map.of());
        });

        assertThat(runner.run("failing", null)).isEqualTo(1);
        assertThat(lines()).containsExactly("ERROR NodeFailedException: node 'explode' failed: x");
    }

    @Test
    void aLocalFailureIsNamedWithoutWaitingForLogs() {
        conductor((id, progress) -> {
            throw new NoHandlerException("conductor:execute", "r1", "nobody answers it");
        });

        assertThat(runner.run("flow", null)).isEqualTo(1);
        assertThat(lines()).singleElement().asString().startsWith("ERROR NoHandlerException: ");
    }

    @Test
    void inputThatIsNotJsonIsRefused() {
        assertThat(runner.run("flow", "{name")).isEqualTo(1);

        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("ERROR IllegalArgumentException: --input must be JSON");
        assertThat(commands).isEmpty();
    }

    @Test
    void nothingFollowsTheLastLine() {
        output.error("X", "over");
        output.log(new ConductorLog(AT, LogLevel.INFO, null, null, "late"));
        output.progress(new ExecutionProgress("e", 1, "late", List.of()));

        assertThat(lines()).containsExactly("ERROR X: over");
    }

    @Test
    void cancellingEmitsTheExecutionsId() {
        client.cancel("e1");

        then(bus).should().emit(new CancelExecution("e1"));
    }

    @Test
    void argumentsComeInBothForms() {
        assertThat(RunArguments.of("--run", "x", "--input", "{\"a\": 1}"))
                .isEqualTo(RunArguments.of("--input={\"a\": 1}", "--spring.x=y", "--run=x"))
                .isEqualTo(new RunArguments(Optional.of("x"), Optional.of("{\"a\": 1}")));
        assertThat(RunArguments.of("--spring.x=y").blueprint()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunArguments.of("--run", "--input=1"))
                .withMessage("--run needs a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunArguments.of("--input", "1"))
                .withMessage("--input needs --run NAME");
    }

    private void conductor(Answer answer) {
        given(bus.request(any(), eq(ExecutionResult.class), any(RequestOptions.class)))
                .willAnswer(call -> {
                    ExecuteBlueprint command = call.getArgument(0);
                    commands.add(command);
                    RequestOptions options = call.getArgument(2);
                    return CompletableFuture.supplyAsync(
                            () -> answer.answer(command.executionId(), options.progressListener()::accept));
                });
    }

    private void emit(Object event) {
        try {
            handlers.get(event.getClass()).handle(event);
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }

    private static ConductorState stateWithEnded(String id) {
        return new ConductorState(
                List.of(), List.of(new ConductorState.Execution(id, "flow", ExecutionStatus.COMPLETED, AT)));
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private interface Answer {

        ExecutionResult answer(@Nullable String id, Consumer<ExecutionProgress> progress);
    }
}
