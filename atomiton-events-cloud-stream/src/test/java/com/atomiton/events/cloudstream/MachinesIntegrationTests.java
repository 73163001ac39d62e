package com.atomiton.events.cloudstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.engine.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Buses as applications have them, over a broker: nothing but properties and what is on the class path says so. */
class MachinesIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    @EventName("test:run")
    record Run(int number) {}

    @EventName("test:done")
    record Done(String by, int number) {}

    private final String namespace = UUID.randomUUID().toString();
    private final List<ConfigurableApplicationContext> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(ConfigurableApplicationContext::close);
    }

    private EventBus process(String role, String name) {
        ConfigurableApplicationContext process = Application.start(
                namespace,
                role,
                "atomiton.events.name=" + name,
                "atomiton.events.cloud-stream.partitions=4",
                "atomiton.events.shutdown.timeout=2s",
                "atomiton.events.heartbeat.interval=300ms",
                "atomiton.events.heartbeat.timeout=3s");
        processes.add(process);
        return process.getBean(EventBus.class);
    }

    private EventBus main(String name, RequestHandler<Run, ?> handler) {
        EventBus main = process("main", name);
        main.handle(Run.class, handler);
        return main;
    }

    private static void awaitPeers(EventBus bus, int count) {
        await().atMost(SOON).until(() -> bus.peers().size() == count);
    }

    private static Done answer(EventBus asker, int number) throws Exception {
        return asker.request(new Run(number), Done.class).get(20, TimeUnit.SECONDS);
    }

    @Test
    void twoMainsShareTheRequestsAndWhatOneEmitsReachesAllRenderersInOrder() throws Exception {
        List<Integer> handled = new CopyOnWriteArrayList<>();
        EventBus first = main("first", (run, context) -> {
            handled.add(run.number());
            return new Done("first", run.number());
        });
        main("second", (run, context) -> {
            handled.add(run.number());
            return new Done("second", run.number());
        });
        EventBus left = process("renderer", "left");
        EventBus right = process("renderer", "right");
        List<Integer> ofLeft = new CopyOnWriteArrayList<>();
        List<Integer> ofRight = new CopyOnWriteArrayList<>();
        left.on(Done.class, done -> ofLeft.add(done.number()));
        right.on(Done.class, done -> ofRight.add(done.number()));
        awaitPeers(left, 2);
        awaitPeers(first, 2);

        Set<String> answerers = new TreeSet<>();
        int asked = 0;
        for (; answerers.size() < 2; asked++) {
            answerers.add(answer(left, asked).by());
        }
        IntStream.range(0, 50).forEach(i -> first.emit(new Done("first", i)));

        assertThat(handled).hasSize(asked).doesNotHaveDuplicates();
        List<Integer> emitted = IntStream.range(0, 50).boxed().toList();
        await().atMost(SOON).until(() -> ofLeft.size() >= 50 && ofRight.size() >= 50);
        assertThat(ofLeft).isEqualTo(emitted);
        assertThat(ofRight).isEqualTo(emitted);
    }

    @Test
    void cancellingReachesTheMainThatHasTakenTheRequest() {
        List<RequestContext> contexts = new CopyOnWriteArrayList<>();
        main("main", (run, context) -> {
            contexts.add(context);
            return new CompletableFuture<Done>();
        });
        EventBus renderer = process("renderer", "editor");
        awaitPeers(renderer, 1);

        CompletableFuture<Done> request = renderer.request(new Run(1), Done.class);
        await().atMost(SOON).until(() -> !contexts.isEmpty());
        request.cancel(true);

        await().atMost(SOON).until(() -> contexts.get(0).isCancelled());
    }

    @Test
    void whatAMainThatVanishedHadTakenFailsAndTheOtherTakesWhatComesLater() throws Exception {
        List<Integer> taken = new CopyOnWriteArrayList<>();
        main("doomed", (run, context) -> {
            taken.add(run.number());
            return new CompletableFuture<Done>();
        });
        EventBus renderer = process("renderer", "editor");
        awaitPeers(renderer, 1);
        CompletableFuture<Done> inFlight = renderer.request(new Run(1), Done.class);
        await().atMost(SOON).until(() -> !taken.isEmpty());

        main("other", (run, context) -> new Done("other", run.number()));
        awaitPeers(renderer, 2);
        // The broker hears nothing of it any more, and nobody a goodbye
        processes.get(0).getBean(Engine.class).stop(Duration.ofSeconds(5));

        assertThat(inFlight)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(PeerLostException.class)
                .withMessageContaining("doomed");
        assertThat(answer(renderer, 2).by()).isEqualTo("other");
    }
}
