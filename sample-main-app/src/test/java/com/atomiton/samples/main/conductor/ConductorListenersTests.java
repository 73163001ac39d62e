package com.atomiton.samples.main.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContext;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestContext;
import com.atomiton.samples.contract.BlueprintList;
import com.atomiton.samples.contract.BlueprintSummary;
import com.atomiton.samples.contract.CancelExecution;
import com.atomiton.samples.contract.ConductorError;
import com.atomiton.samples.contract.ConductorLog;
import com.atomiton.samples.contract.ConductorSettings;
import com.atomiton.samples.contract.ConductorState;
import com.atomiton.samples.contract.ConfigUpdate;
import com.atomiton.samples.contract.ExecuteBlueprint;
import com.atomiton.samples.contract.ExecutionFinished;
import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.ExecutionStatus;
import com.atomiton.samples.contract.ListBlueprints;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.contract.UserInteraction;
import com.atomiton.samples.main.blueprint.BlueprintCatalog;
import com.atomiton.samples.main.blueprint.UnknownBlueprintException;
import com.atomiton.samples.main.execution.BlueprintEngine;
import com.atomiton.samples.main.execution.ExecutionCancelledException;
import com.atomiton.samples.main.execution.NodeFailedException;
import com.atomiton.samples.main.node.DelayNode;
import com.atomiton.samples.main.node.NodeContext;
import com.atomiton.samples.main.node.NodeType;
import com.atomiton.samples.main.node.NodeTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/** The listener methods, called as the bus would call them; what they emit is recorded. */
class ConductorListenersTests {

    private static final Peer ASKER = new Peer("r1", null, ProcessRole.RENDERER);

    @TempDir
    Path directory;

    private final List<Object> emitted = new CopyOnWriteArrayList<>();
    private final List<EmitOptions> options = new CopyOnWriteArrayList<>();
    private final List<ExecutionProgress> progressOfAsker = new CopyOnWriteArrayList<>();
    private final EventBus bus = mock();
    private final RequestContext request = mock();
    private final EventContext event = mock();
    private final DelayNode delays = new DelayNode();
    private TaskExecutor executor = Runnable::run;
    private ConductorEvents events;
    private Executions executions;
    private BlueprintCatalog catalog;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(directory.resolve("good.flow.yaml"), """
                id: good
                name: Good
                nodes: [{id: a, type: echo}, {id: b, type: echo}]
                edges: [{source: a, target: b}]
                """);
        Files.writeString(directory.resolve("bad.flow.yaml"), "{id: bad, nodes: [{id: explode, type: throw}]}");
        Files.writeString(
                directory.resolve("long.flow.yaml"),
                "{id: long, nodes: [{id: wait, type: delay, parameters: {duration: 10m}}]}");
        Files.writeString(directory.resolve("broken.flow.yaml"), "{id: broken}");
        given(bus.emit(any(Object.class), any(EmitOptions.class))).willAnswer(call -> {
            emitted.add(call.getArgument(0));
            options.add(call.getArgument(1));
            return EmitResult.ACCEPTED;
        });
        willAnswer(call -> progressOfAsker.add(call.getArgument(0)))
                .given(request)
                .progress(any());
        given(event.sender()).willReturn(ASKER);
        given(event.id()).willReturn("event-7");
        events = new ConductorEvents(bus);
        executions = new Executions(events);
    }

    private ExecutionListeners listeners() {
        NodeTypes types = new NodeTypes(List.of(new Echo(), new Throw(), delays));
        catalog = new BlueprintCatalog(directory, types.names());
        Conductor conductor = new Conductor(catalog, new BlueprintEngine(types), executions, events);
        return new ExecutionListeners(conductor, executions, events, executor);
    }

    @Test
    void aRequestGivesItsAskerProgressAndResult() {
        ExecutionResult result = listeners().execute(new ExecuteBlueprint("good", "e1", "input"), request);

        assertThat(result.output()).isEqualTo("input");
        assertThat(progressOfAsker).extracting(ExecutionProgress::percent).containsExactly(0, 50, 50, 100);
        assertThat(emitted(ExecutionProgress.class)).isEqualTo(progressOfAsker);
        assertThat(emitted(ConductorLog.class))
                .extracting(ConductorLog::executionId)
                .containsOnly("e1")
                .hasSize(4);
        assertThat(emitted(ExecutionFinished.class))
                .as("a request has its reply")
                .isEmpty();
        assertThat(options).allSatisfy(each -> assertThat(each.target()).isNull());
    }

    @Test
    void theStateTellsWhatRunsAndWhatHasRun() {
        listeners().execute(new ExecuteBlueprint("good", "e1", null), request);

        List<ConductorState> states = emitted(ConductorState.class);
        assertThat(states).hasSize(2);
        assertThat(states.get(0).running())
                .extracting(ConductorState.Execution::executionId)
                .containsExactly("e1");
        assertThat(states.get(1).running()).isEmpty();
        assertThat(states.get(1).recent())
                .extracting(ConductorState.Execution::status)
                .containsExactly(ExecutionStatus.COMPLETED);
        assertThat(emitted.get(emitted.size() - 1))
                .as("nothing follows the state")
                .isSameAs(states.get(1));
    }

    @Test
    void aFailedRunFailsTheRequestAndIsReported() {
        assertThatExceptionOfType(NodeFailedException.class)
                .isThrownBy(() -> listeners().execute(new ExecuteBlueprint("bad", "e1", null), request))
                .withMessage("node 'explode' failed: on purpose");

        assertThat(emitted(ConductorError.class)).singleElement().satisfies(error -> {
            assertThat(error.executionId()).isEqualTo("e1");
            assertThat(error.error()).hasMessage("node 'explode' failed: on purpose");
        });
    }

    @Test
    void anUnknownBlueprintNamesThoseThatThereAre() {
        assertThatExceptionOfType(UnknownBlueprintException.class)
                .isThrownBy(() -> listeners().execute(new ExecuteBlueprint("no-such", "e1", null), request))
                .withMessage("there is no blueprint 'no-such'; available: bad, good, long;"
                        + " broken files: broken.flow.yaml");

        assertThat(emitted(ConductorState.class))
                .singleElement()
                .satisfies(state -> assertThat(state.recent()).hasSize(1));
    }

    @Test
    void anEventIsAnsweredToItsSenderAlone() {
        listeners().execute(new ExecuteBlueprint("good", null, null), event);
        listeners().execute(new ExecuteBlueprint("bad", "e2", null), event);
        listeners().execute(new ExecuteBlueprint("no-such", "e3", null), event);

        List<ExecutionFinished> finished = emitted(ExecutionFinished.class);
        assertThat(finished)
                .extracting(each -> each.result().status())
                .containsExactly(ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.FAILED);
        assertThat(finished.get(0).executionId()).as("an id of main's choice").isNotEmpty();
        assertThat(finished.get(2).result().error())
                .satisfies(error -> assertThat(error.type()).isEqualTo("UnknownBlueprintException"));
        for (int i = 0; i < emitted.size(); i++) {
            boolean result = emitted.get(i) instanceof ExecutionFinished;
            assertThat(options.get(i).target()).isEqualTo(result ? ASKER : null);
            assertThat(options.get(i).correlationId()).isEqualTo(result ? "event-7" : null);
        }
    }

    @Test
    void anEventThatNoThreadIsFreeForIsAnsweredToo() {
        executor = task -> {
            throw new TaskRejectedException("100 wait already");
        };

        listeners().execute(new ExecuteBlueprint("good", "e1", null), event);

        assertThat(emitted(ExecutionFinished.class))
                .singleElement()
                .satisfies(finished ->
                        assertThat(finished.result().error().message()).isEqualTo("100 wait already"));
    }

    @Test
    void aRunningExecutionIsCancelledByItsId() throws Exception {
        ExecutionListeners listeners = listeners();
        CompletableFuture<ExecutionResult> reply = CompletableFuture.supplyAsync(
                () -> listeners.execute(new ExecuteBlueprint("long", "e1", null), request));
        await().until(() -> !progressOfAsker.isEmpty());

        assertThatIllegalStateException()
                .isThrownBy(() -> listeners.execute(new ExecuteBlueprint("good", "e1", null), request))
                .withMessageContaining("'e1' is already running");
        listeners.cancel(new CancelExecution("e2"));
        listeners.cancel(new CancelExecution("e1"));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
                .withCauseInstanceOf(ExecutionCancelledException.class);
        assertThat(emitted(ConductorError.class))
                .as("a cancellation is no error")
                .isEmpty();
    }

    @Test
    void aCancellationMayOvertakeItsExecution() {
        ExecutionListeners listeners = listeners();
        listeners.cancel(new CancelExecution("e1"));

        assertThatExceptionOfType(ExecutionCancelledException.class)
                .isThrownBy(() -> listeners.execute(new ExecuteBlueprint("long", "e1", null), request));
    }

    @Test
    void stoppingTheApplicationCancelsWhatRuns() throws Exception {
        ExecutionListeners listeners = listeners();
        CompletableFuture<ExecutionResult> reply = CompletableFuture.supplyAsync(
                () -> listeners.execute(new ExecuteBlueprint("long", "e1", null), request));
        await().until(() -> !progressOfAsker.isEmpty());

        executions.close();

        assertThat(reply).failsWithin(Duration.ofSeconds(5));
        assertThatIllegalStateException()
                .isThrownBy(() -> listeners.execute(new ExecuteBlueprint("good", "e2", null), request));
    }

    @Test
    void reportsThatCannotBeSentDisturbNoExecution() {
        given(bus.emit(any(Object.class), any(EmitOptions.class))).willThrow(new EventBusException("full", null) {});
        willThrow(new EventBusException("full", null) {}).given(request).progress(any());

        assertThat(listeners()
                        .execute(new ExecuteBlueprint("good", "e1", "x"), request)
                        .output())
                .isEqualTo("x");
    }

    @Test
    void theListShowsWhatIsNeededToDraw() {
        listeners();

        BlueprintList list = new EditorListeners(catalog).blueprints(new ListBlueprints(), request);

        assertThat(list.blueprints()).extracting(BlueprintSummary::id).containsExactly("bad", "good", "long");
        assertThat(list.blueprints().get(1))
                .isEqualTo(new BlueprintSummary(
                        "good",
                        "Good",
                        List.of(new BlueprintSummary.Node("a", "echo"), new BlueprintSummary.Node("b", "echo")),
                        List.of(new BlueprintSummary.Edge("a", "b"))));
        assertThat(list.broken())
                .containsExactly(new BlueprintList.BrokenBlueprint("broken.flow.yaml", List.of("it has no nodes")));
    }

    @Test
    void settingsTakeEffectAndMistakesGoBackToTheSender() {
        ExecutionListeners listeners = listeners();
        SettingsListener settings = new SettingsListener(delays, events);

        settings.configure(new ConfigUpdate("delay.factor", "0"), event);
        settings.configure(new ConfigUpdate("log.level", "debug"), event);
        listeners.execute(new ExecuteBlueprint("long", "e1", null), request);

        assertThat(emitted(ConductorLog.class)).extracting(ConductorLog::level).contains(LogLevel.DEBUG);
        assertThat(emitted(ConductorSettings.class))
                .containsExactly(new ConductorSettings(LogLevel.INFO, 0), new ConductorSettings(LogLevel.DEBUG, 0));

        emitted.clear();
        options.clear();
        Stream.of(
                        new ConfigUpdate("delay.factor", "-1"),
                        new ConfigUpdate("delay.factor", "fast"),
                        new ConfigUpdate("delay.factor", "NaN"),
                        new ConfigUpdate("log.level", "loud"),
                        new ConfigUpdate("colour", "red"))
                .forEach(update -> settings.configure(update, event));
        assertThat(emitted(ConductorError.class))
                .extracting(error -> error.error().getMessage())
                .containsExactly(
                        "delay.factor cannot be '-1'; it must be a number from 0 to 100.0",
                        "delay.factor cannot be 'fast'; it must be a number from 0 to 100.0",
                        "delay.factor cannot be 'NaN'; it must be a number from 0 to 100.0",
                        "log.level cannot be 'loud'; it must be debug, info, warn or error",
                        "there is no setting 'colour'; there are log.level and delay.factor");
        assertThat(emitted(ConductorSettings.class))
                .as("what holds")
                .containsOnly(new ConductorSettings(LogLevel.DEBUG, 0));
        assertThat(options).extracting(EmitOptions::target).containsOnly(ASKER, null);
    }

    @Test
    void interactionsAreCounted() {
        listeners();
        EditorListeners editor = new EditorListeners(catalog);

        editor.interaction(new UserInteraction("open-blueprint", "good\nforged", Instant.now()), event);
        editor.interaction(new UserInteraction("close", null, Instant.now()), event);

        assertThat(editor.interactions()).isEqualTo(2);
    }

    private <T> List<T> emitted(Class<T> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static final class Echo implements NodeType {

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public @Nullable Object run(NodeContext node) {
            return node.input();
        }
    }

    private static final class Throw implements NodeType {

        @Override
        public String name() {
            return "throw";
        }

        @Override
        public Object run(NodeContext node) {
            throw new IllegalStateException("on purpose");
        }
    }
}
