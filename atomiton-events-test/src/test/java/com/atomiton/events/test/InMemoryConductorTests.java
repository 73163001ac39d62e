package com.atomiton.events.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class InMemoryConductorTests {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void requestsEventsAndErrorsPassBetweenMainAndSeveralRenderers() {
        try (InMemoryConductor conductor = InMemoryConductor.create()) {
            EventBus main = conductor.main();
            List<Object> first = recorded(conductor.renderer());
            List<Object> second = recorded(conductor.renderer("second"));
            main.handle(Execute.class, (execute, context) -> {
                if (execute.blueprintId().isEmpty()) {
                    throw new IllegalArgumentException("no id");
                }
                main.emit(new Progress(50));
                main.emit(new Progress(100), EmitOptions.to(context.sender()));
                return new Result(context.sender().name());
            });
            conductor.awaitConnected();

            assertThat(conductor.renderer("second").request(new Execute("x"), Result.class))
                    .succeedsWithin(LONG)
                    .isEqualTo(new Result("second"));
            Awaitility.await().untilAsserted(() -> {
                assertThat(second).containsExactly(new Progress(50), new Progress(100));
                assertThat(first).containsExactly(new Progress(50));
            });
            assertThat(conductor.renderer().request(new Execute(""), Result.class))
                    .failsWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(RemoteEventException.class)
                    .withMessageContaining("no id");
            assertThat(main.peers()).extracting(Peer::name).containsExactlyInAnyOrder("renderer", "second");
            assertThat(conductor.renderer().role()).isEqualTo(ProcessRole.RENDERER);
        }
    }

    @Test
    @SuppressWarnings("try") // the subscriptions are there to be closed
    void afterAwaitConnectedEachSideKnowsWhatTheOtherListensTo() {
        try (InMemoryConductor conductor = InMemoryConductor.create()) {
            EventBus renderer = conductor.renderer();
            for (int i = 0; i < 300; i++) {
                CompletableFuture<Object> atMain = new CompletableFuture<>();
                CompletableFuture<Object> atRenderer = new CompletableFuture<>();
                String name = "round:" + i;
                try (var one = conductor.main().on(name + ":a", atMain::complete);
                        var two = renderer.on(name + ":b", atRenderer::complete)) {
                    conductor.awaitConnected();
                    assertThat(renderer.emit(name + ":a", i)).isEqualTo(EmitResult.ACCEPTED);
                    assertThat(conductor.main().emit(name + ":b", i)).isEqualTo(EmitResult.ACCEPTED);
                    assertThat(atMain).succeedsWithin(LONG);
                    assertThat(atRenderer).succeedsWithin(LONG);
                }
            }
        }
    }

    @Test
    void aCutLosesNothingAndDoublesNothing() {
        try (InMemoryConductor conductor = InMemoryConductor.create()) {
            List<Object> received = recorded(conductor.main());
            EventBus renderer = conductor.renderer();
            conductor.awaitConnected();

            List<Progress> sent =
                    IntStream.range(0, 500).mapToObj(Progress::new).toList();
            sent.forEach(progress -> {
                renderer.emit(progress);
                if (progress.percent() % 100 == 50) {
                    conductor.cut();
                }
            });
            conductor.awaitConnected();

            Awaitility.await().untilAsserted(() -> assertThat(received).isEqualTo(sent));
        }
    }

    @Test
    void anotherMainTakesOverWithTheListenersItIsSetUpWith() {
        try (InMemoryConductor conductor = InMemoryConductor.create()) {
            EventBus renderer = conductor.renderer();
            EventBus before = conductor.main();
            before.handle(Execute.class, (execute, context) -> new CompletableFuture<>());
            conductor.awaitConnected();
            var lost = renderer.request(new Execute("x"), Result.class);

            conductor.restartMain(
                    main -> main.handle(Execute.class, (execute, context) -> new Result("from the new main")));

            assertThat(conductor.main()).isNotSameAs(before);
            assertThat(renderer.request(new Execute("x"), Result.class))
                    .succeedsWithin(LONG)
                    .isEqualTo(new Result("from the new main"));
            assertThat(lost).failsWithin(LONG);
        }
    }

    @Test
    void theCustomizerSetsUpEachBusAndCloseEndsAllThreads() {
        Set<Thread> before = threads();
        List<ProcessRole> roles = new CopyOnWriteArrayList<>();
        InMemoryConductor conductor = InMemoryConductor.create((role, builder) -> {
            roles.add(role);
            builder.requestTimeout(Duration.ofMillis(50));
        });
        try (conductor) {
            conductor.main().handle(Execute.class, (execute, context) -> new CompletableFuture<>());
            conductor.renderer("editor");
            assertThat(conductor.renderer("editor").request(new Execute("x"), Result.class, RequestOptions.defaults()))
                    .failsWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(RequestTimeoutException.class);
        }
        conductor.close();

        assertThat(roles).containsExactly(ProcessRole.MAIN, ProcessRole.RENDERER);
        assertThatThrownBy(() -> conductor.main().emit(new Progress(1))).hasMessageContaining("closed");
        Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    private static List<Object> recorded(EventBus bus) {
        List<Object> payloads = new CopyOnWriteArrayList<>();
        bus.on(Progress.class, payloads::add);
        return payloads;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("atomiton-events-"))
                .collect(Collectors.toSet());
    }
}
