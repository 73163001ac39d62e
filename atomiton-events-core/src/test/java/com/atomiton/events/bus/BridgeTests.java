package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.MemoryBroker;
import com.atomiton.events.engine.MemoryEngine;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two machines, each with a bridge and an editor on its socket, and a third with a main and a renderer that know the engine
 * alone.
 */
class BridgeTests {

    private final MemoryBroker broker = new MemoryBroker();
    private final MemoryHub leftHub = new MemoryHub();
    private final MemoryHub rightHub = new MemoryHub();
    private final MemoryEngine distantEngine = broker.engine();
    private final TestProcesses processes = new TestProcesses(() -> distantEngine);
    private final Collected<String> seen = collected();

    private DefaultEventBus leftBridge;
    private DefaultEventBus rightBridge;
    private DefaultEventBus leftEditor;
    private DefaultEventBus rightEditor;
    private DefaultEventBus worker;

    @BeforeEach
    void build() {
        leftBridge = bridge(leftHub, "left-bridge");
        rightBridge = bridge(rightHub, "right-bridge");
        leftEditor = editor(leftHub, "left-editor");
        rightEditor = editor(rightHub, "right-editor");
        worker = processes.main(builder -> lively(builder).name("worker"));
    }

    private DefaultEventBus bridge(MemoryHub hub, String name) {
        return processes.add(
                lively(EventBusBuilder.bridge(hub.server(), broker.engine())).name(name));
    }

    private DefaultEventBus editor(MemoryHub hub, String name) {
        return processes.add(EventBusBuilder.renderer(hub.client()).name(name));
    }

    private static EventBusBuilder lively(EventBusBuilder builder) {
        return builder.heartbeat(Duration.ofMillis(50), Duration.ofMillis(500));
    }

    /** Starts all and waits until each knows all that it has to do with. */
    private void start() {
        List.of(leftBridge, rightBridge, worker, leftEditor, rightEditor).forEach(DefaultEventBus::start);
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> worker.peers().size() == 2
                        && leftBridge.peers().size() == 2
                        && rightBridge.peers().size() == 2);
    }

    @AfterEach
    void stop() {
        processes.close();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(5, TimeUnit.SECONDS);
    }

    private void awaitHandled(DefaultEventBus editor, String request) {
        await().until(() -> editor.sessions().iterator().next().interest().handles(request));
    }

    @Test
    void whatAMainEmitsReachesTheEditorsOfAllMachinesOnce() throws Exception {
        leftEditor.on(Result.class, result -> seen.accept("left " + result.executionId()));
        rightEditor.on(Result.class, result -> seen.accept("right " + result.executionId()));
        start();

        get(leftBridge.emitConfirmed(new Result("of the left bridge", 1)));
        get(rightBridge.emitConfirmed(new Result("of the right bridge", 1)));
        get(worker.emitConfirmed(new Result("of the worker", 1)));

        assertThat(seen.items())
                .containsExactlyInAnyOrder(
                        "left of the left bridge",
                        "right of the left bridge",
                        "left of the right bridge",
                        "right of the right bridge",
                        "left of the worker",
                        "right of the worker");
        assertThat(broker.records(Destination.renderers("conductor:result")))
                .as("nothing is passed on to the engine that came from it")
                .hasSize(3);
    }

    @Test
    void anEditorsRequestIsAnsweredByItsOwnMainIfThatCanAndElseByAnother() throws Exception {
        worker.handle(Execute.class, (execute, context) -> {
            context.progress(50);
            return new Result("worker for " + context.sender().name(), 1);
        });
        rightBridge.handle(Other.class, (other, context) -> new Result("right bridge", 1));
        worker.handle(Other.class, (other, context) -> new Result("worker", 1));
        start();
        awaitHandled(leftEditor, "conductor:execute");
        awaitHandled(rightEditor, "conductor:execute");

        Collected<Integer> progress = collected();
        RequestOptions options = RequestOptions.defaults().onProgress(Integer.class, progress::accept);
        assertThat(get(leftEditor.request(new Execute("x", null), Result.class, options))
                        .executionId())
                .isEqualTo("worker for left-editor");
        assertThat(progress.items()).containsExactly(50);
        assertThat(get(rightEditor.request(new Other(1), Result.class)).executionId())
                .isEqualTo("right bridge");
        await().until(() -> leftBridge.sessions().stream()
                .allMatch(session -> session.outbound().events() == 0));
    }

    @Test
    void anEditorsEventStaysWithItsOwnMainIfThatListensAndElseGoesToAnother() {
        leftBridge.on(Other.class, other -> seen.accept("left bridge " + other.number()));
        rightBridge.on(Other.class, other -> seen.accept("right bridge " + other.number()));
        worker.on(Other.class, other -> seen.accept("worker " + other.number()));
        worker.on(Execute.class, execute -> seen.accept("worker " + execute.blueprintId()));
        start();
        await().until(() -> leftEditor.emit(new Execute("a", null)) == EmitResult.ACCEPTED);
        for (int i = 0; i < 10; i++) {
            assertThat(rightEditor.emit(new Other(i))).isEqualTo(EmitResult.ACCEPTED);
        }

        seen.awaitSize(11);
        assertThat(seen.items())
                .contains("worker a")
                .filteredOn(item -> !item.equals("worker a"))
                .hasSize(10)
                .allMatch(item -> item.startsWith("right bridge"));
    }

    @Test
    void anAnswerToOneEditorReachesThatAlone() {
        worker.onEvent(
                Execute.class,
                (execute, context) ->
                        worker.emit(new Result(execute.blueprintId(), 1), EmitOptions.to(context.sender())));
        leftEditor.on(Result.class, result -> seen.accept("left " + result.executionId()));
        rightEditor.on(Result.class, result -> seen.accept("right " + result.executionId()));
        start();
        await().until(() -> rightEditor.emit(new Execute("a", null)) == EmitResult.ACCEPTED);
        await().until(() -> leftEditor.emit(new Execute("b", null)) == EmitResult.ACCEPTED);

        seen.awaitSize(2);
        assertThat(seen.items()).containsExactlyInAnyOrder("right a", "left b");
    }

    @Test
    void aDistantMainAsksTheOnlyEditorThatAnswersAndAFailureComesBack() throws Exception {
        rightEditor.handle(Execute.class, (execute, context) -> {
            if (execute.input() != null) {
                throw new IllegalStateException("at the editor");
            }
            return new Result("right editor", 1);
        });
        start();

        assertThat(get(worker.request(new Execute("x", null), Result.class)).executionId())
                .isEqualTo("right editor");
        assertThatThrownBy(() -> get(worker.request(new Execute("x", "fail"), Result.class)))
                .cause()
                .isInstanceOf(RemoteEventException.class)
                .hasMessage("at the editor");
    }

    @Test
    void cancellingReachesADistantMainAndSoDoesTheEndOfTheEditor() {
        Collected<RequestContext> contexts = collected();
        worker.handle(Execute.class, (execute, context) -> {
            contexts.accept(context);
            return new CompletableFuture<Result>();
        });
        start();
        awaitHandled(leftEditor, "conductor:execute");

        CompletableFuture<Result> cancelled = leftEditor.request(new Execute("a", null), Result.class);
        var unused = leftEditor.request(new Execute("b", null), Result.class);
        contexts.awaitSize(2);
        cancelled.cancel(true);
        await().until(() -> contexts.items().stream().anyMatch(RequestContext::isCancelled));
        leftEditor.stop();

        await().until(() -> contexts.items().stream().allMatch(RequestContext::isCancelled));
        await().until(() -> worker.peers().size() == 1);
    }

    @Test
    void whatADistantMainThatWasKilledHadTakenFailsAtTheEditor() {
        Collected<String> asked = collected();
        worker.handle(Execute.class, (execute, context) -> {
            asked.accept(execute.blueprintId());
            return new CompletableFuture<Result>();
        });
        start();
        awaitHandled(leftEditor, "conductor:execute");
        CompletableFuture<Result> inFlight = leftEditor.request(new Execute("a", null), Result.class);
        asked.awaitSize(1);

        distantEngine.kill();

        assertThatThrownBy(() -> get(inFlight)).cause().isInstanceOfSatisfying(RemoteEventException.class, failure -> {
            assertThat(failure.remoteType()).isEqualTo(PeerLostException.class.getName());
            assertThat(failure).hasMessageContaining("worker");
        });
    }
}
