package com.atomiton.events.test;

import static com.atomiton.events.test.EventAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventContext;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.listener.EnableConductor;
import com.atomiton.events.test.FaultProxy.Direction;
import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixServerTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** The examples of docs/testing.md; each block of Java there is found here, so that it compiles and passes. */
class TestingDocExamplesTests {

    @Test
    void everyJavaBlockOfThePageIsInTheTestsOfThisModule() {
        String examples = DocPage.sourcesBelow("atomiton-events-test/src/test/java/com/atomiton/events/test");

        assertThat(DocPage.of("docs/testing.md").javaBlocks())
                .hasSizeGreaterThan(5)
                .allSatisfy(block -> assertThat(examples).contains(block));
    }

    static class Runner {

        private final EventBus bus;

        Runner(EventBus bus) {
            this.bus = bus;
        }

        @ConductorListener
        void run(Execute execute, EventContext context) {
            if (execute.blueprintId().isEmpty()) {
                throw new IllegalArgumentException("no blueprint id");
            }
            bus.emit(new Progress(100));
            bus.emit(new Result(
                    execute.blueprintId() + " for " + context.sender().name()));
        }
    }

    static class Editor {

        private final EventBus bus;
        private final List<String> shown = new CopyOnWriteArrayList<>();

        Editor(EventBus bus) {
            this.bus = bus;
            bus.onConnectionState(change -> shown.add(change.current().name()));
        }

        CompletableFuture<Void> run(String blueprintId) {
            RequestOptions options = RequestOptions.defaults()
                    .onProgress(Progress.class, progress -> shown.add(progress.percent() + " %"));
            return bus.request(new Execute(blueprintId), Result.class, options).handle((result, failure) -> {
                shown.add(failure == null ? result.text() : failure.getMessage());
                return null;
            });
        }

        List<String> shown() {
            return shown;
        }
    }

    @Nested
    class UnitTest {

        @Test
        void aRunEmitsItsProgressAndItsResult() {
            RecordingEventBus bus = new RecordingEventBus();
            Runner runner = new Runner(bus);
            bus.onEvent(Execute.class, runner::run);

            Peer editor = new Peer("7", "editor", ProcessRole.RENDERER);
            bus.fire(new Execute("hello-world"), FireOptions.from(editor).withCorrelationId("42"));

            assertThat(bus).hasEmittedExactly(new Progress(100), new Result("hello-world for editor"));
            assertThatThrownBy(() -> bus.fire(new Execute("")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no blueprint id");
        }

        @Test
        void theEditorShowsProgressAndResultAndErrors() {
            RecordingEventBus bus = new RecordingEventBus().role(ProcessRole.RENDERER);
            Editor editor = new Editor(bus);

            bus.whenRequested(Execute.class)
                    .withProgress(new Progress(50), new Progress(100))
                    .thenReply(new Result("12 rows"));
            editor.run("data-transform");
            bus.whenRequested(Execute.class)
                    .thenFail(new RemoteEventException("java.io.IOException", "disk full", null, null, Map.of()));
            editor.run("data-transform");
            bus.connectionState(ConnectionState.DISCONNECTED);

            assertThat(editor.shown()).containsExactly("50 %", "100 %", "12 rows", "disk full", "DISCONNECTED");
            assertThat(bus).requests(Execute.class).hasSize(2).containsOnly(new Execute("data-transform"));
        }

        @Test
        void theTestDecidesWhenTheReplyComes() {
            RecordingEventBus bus = new RecordingEventBus();
            CompletableFuture<Result> reply = new CompletableFuture<>();
            bus.whenRequested(Execute.class).thenAnswer((execute, context) -> reply);

            CompletableFuture<Void> run = new Editor(bus).run("slow");

            assertThat(run).isNotDone();
            reply.complete(new Result("at last"));
            assertThat(run).isCompleted();
        }

        @Test
        void whatAnotherThreadEmitsIsWaitedFor() {
            RecordingEventBus bus = new RecordingEventBus();
            CompletableFuture<Void> work = CompletableFuture.runAsync(() -> bus.emit(new Progress(100)));

            assertThat(bus)
                    .within(Duration.ofSeconds(5))
                    .hasEmitted(Progress.class, progress -> progress.percent() == 100);
            assertThat(bus)
                    .hasNotEmitted(Result.class)
                    .emittedEvents(Progress.class)
                    .hasSize(1);
            assertThat(work).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Nested
    @SpringJUnitConfig(ReplacementBean.Config.class)
    class ReplacementBean {

        @Configuration
        @EnableConductor
        @Import(Runner.class)
        static class Config {

            @Bean
            RecordingEventBus eventBus() {
                return new RecordingEventBus();
            }
        }

        @Test
        void theListenerOfTheBeanIsFired(@Autowired RecordingEventBus bus) {
            bus.fire(new Execute("hello-world"));

            assertThat(bus).listensTo(Execute.class).hasEmitted(Result.class);
        }
    }

    @Nested
    class InMemory {

        @Test
        void anEditorRunsABlueprintInMain() {
            try (InMemoryConductor conductor = InMemoryConductor.create()) {
                conductor.main().handle(Execute.class, (execute, context) -> {
                    context.progress(new Progress(50));
                    return new Result(
                            execute.blueprintId() + " for " + context.sender().name());
                });
                Editor editor = new Editor(conductor.renderer("editor"));
                conductor.awaitConnected();

                assertThat(editor.run("hello-world")).succeedsWithin(Duration.ofSeconds(5));
                assertThat(editor.shown()).containsSequence("50 %", "hello-world for editor");
            }
        }

        @Test
        void progressSurvivesACut() {
            try (InMemoryConductor conductor =
                    InMemoryConductor.create((role, builder) -> builder.requestTimeout(Duration.ofSeconds(5)))) {
                List<Progress> first = new CopyOnWriteArrayList<>();
                List<Progress> second = new CopyOnWriteArrayList<>();
                conductor.renderer("first").on(Progress.class, first::add);
                conductor.renderer("second").on(Progress.class, second::add);
                conductor.awaitConnected();

                conductor.main().emit(new Progress(50));
                conductor.cut();
                conductor.main().emit(new Progress(100));

                Awaitility.await()
                        .untilAsserted(() -> assertThat(first)
                                .isEqualTo(second)
                                .containsExactly(new Progress(50), new Progress(100)));
            }
        }

        @Test
        void theEditorOutlivesMain() {
            try (InMemoryConductor conductor = InMemoryConductor.create()) {
                EventBus editor = conductor.renderer("editor");

                conductor.restartMain(main -> main.handle(Execute.class, this::answer));

                assertThat(editor.request(new Execute("hello-world"), Result.class))
                        .succeedsWithin(Duration.ofSeconds(5))
                        .isEqualTo(new Result("hello-world"));
            }
        }

        private Result answer(Execute execute, RequestContext context) {
            return new Result(execute.blueprintId());
        }
    }

    @Nested
    class Faults {

        private UnixTransportSettings at(Path socket) {
            return UnixTransportSettings.of(new SocketLocation(socket, socket.resolveSibling("runtime")));
        }

        @Test
        void aCutLosesNothingAndDoublesNothing(@TempDir Path directory) throws Exception {
            Path socket = directory.resolve("main/main.sock");
            Path proxySocket = directory.resolve("proxy.sock");
            try (FaultProxy proxy = FaultProxy.start(proxySocket, socket);
                    DefaultEventBus main = EventBusBuilder.main(new UnixServerTransport(at(socket)))
                            .build();
                    DefaultEventBus editor = EventBusBuilder.renderer(new UnixClientTransport(at(proxySocket)))
                            .build()) {
                List<Execute> received = new CopyOnWriteArrayList<>();
                main.on(Execute.class, received::add);
                main.start();
                editor.start();

                proxy.cutAfter(Direction.TO_MAIN, 500);
                for (int i = 0; i < 100; i++) {
                    editor.emit(new Execute("run-" + i));
                }

                Awaitility.await()
                        .untilAsserted(() -> assertThat(received).hasSize(100).doesNotHaveDuplicates());
            }
        }
    }
}
