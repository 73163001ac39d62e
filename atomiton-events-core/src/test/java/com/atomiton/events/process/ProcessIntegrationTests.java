package com.atomiton.events.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.process.Events.Ask;
import com.atomiton.events.process.Events.ConfigUpdate;
import com.atomiton.events.process.Events.Execute;
import com.atomiton.events.process.Events.Failure;
import com.atomiton.events.process.Events.Log;
import com.atomiton.events.process.Events.Progress;
import com.atomiton.events.process.Events.Result;
import com.atomiton.events.process.Events.State;
import com.atomiton.events.process.Events.UserInteraction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIntegrationTests {

    @TempDir
    private Path directory;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAllAndFindNothingLeft() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private ChildJvm conductor() {
        ChildJvm conductor = ChildJvm.start(ConductorProcess.class, directory.toString());
        opened.add(conductor);
        return conductor;
    }

    private ChildJvm editor(String name) {
        ChildJvm editor = ChildJvm.start(EditorProcess.class, directory.toString(), name);
        opened.add(editor);
        return editor;
    }

    private DefaultEventBus renderer() {
        return started(Sockets.renderer(directory));
    }

    private DefaultEventBus started(EventBusBuilder builder) {
        DefaultEventBus bus = builder.build();
        opened.add(bus);
        bus.start();
        return bus;
    }

    private static void awaitState(DefaultEventBus bus, ConnectionState state) {
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> bus.connectionState() == state);
    }

    @Test
    void everyKindOfEventReachesTheOtherProcess() {
        ChildJvm conductor = conductor();
        DefaultEventBus renderer = renderer();
        List<Object> received = new CopyOnWriteArrayList<>();
        renderer.on(Progress.class, received::add);
        renderer.on(Log.class, received::add);
        renderer.on(State.class, received::add);
        List<Failure> failures = new CopyOnWriteArrayList<>();
        renderer.on(Failure.class, failures::add);
        renderer.on(Result.class, result -> received.add(result.blueprintId()));
        awaitState(renderer, ConnectionState.CONNECTED);
        await().until(() -> renderer.sessions().iterator().next().isOpen());

        Instant now = Instant.parse("2026-11-24T10:15:30.123456789Z");
        assertThat(renderer.emit(new ConfigUpdate("theme", "dark"))).isEqualTo(EmitResult.ACCEPTED);
        renderer.emit(new UserInteraction("clicked", now));
        conductor.awaitLine("CONFIG theme=dark");
        conductor.awaitLine("USER clicked " + now);

        renderer.emit(new Execute("hello"));
        await().untilAsserted(() -> assertThat(received).containsExactly(new Progress("hello", 100), "hello"));
        conductor.send("log started");
        conductor.send("state busy");
        conductor.send("error it broke");
        await().untilAsserted(() -> assertThat(received).endsWith(new Log("started"), new State("busy")));
        await().untilAsserted(() -> assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.error())
                        .isInstanceOf(RemoteEventException.class)
                        .hasMessage("it broke")));
    }

    @Test
    void twoRenderersEachGetTheirOwnAnswerAndBothSeeABroadcast() {
        ChildJvm conductor = conductor();
        ChildJvm first = editor("first");
        ChildJvm second = editor("second");
        first.awaitLine("CONNECTED");
        second.awaitLine("CONNECTED");
        conductor.awaitLine("READY");

        first.send("execute of-first");
        second.send("execute of-second");
        first.awaitLine("RESULT of-first");
        second.awaitLine("RESULT of-second");
        conductor.send("log to all");
        first.awaitLine("LOG to all");
        second.awaitLine("LOG to all");

        assertThat(first.lines()).filteredOn(line -> line.startsWith("RESULT")).containsExactly("RESULT of-first");
        assertThat(second.lines()).filteredOn(line -> line.startsWith("RESULT")).containsExactly("RESULT of-second");
        first.send("stop");
        assertThat(first.awaitExit()).isZero();
        conductor.send("stop");
        assertThat(conductor.awaitExit()).isZero();
        assertThat(Sockets.socket(directory)).doesNotExist();
    }

    @Test
    void aRendererThatCameFirstConnectsWhenTheSocketAppearsAndNotAtItsNextTry() {
        // With an hour between tries, only the appearance of the socket can be what made it try.
        DefaultEventBus renderer =
                started(Sockets.renderer(directory).connectBackoff(Duration.ofHours(1), Duration.ofHours(1), 2));
        assertThat(renderer.emit(new ConfigUpdate("early", "1"))).isEqualTo(EmitResult.BUFFERED);
        assertThat(renderer.emit(new ConfigUpdate("early", "2"))).isEqualTo(EmitResult.BUFFERED);
        await().until(() -> renderer.lastError() != null);

        ChildJvm conductor = conductor();

        awaitState(renderer, ConnectionState.CONNECTED);
        conductor.awaitLine("CONFIG early=2");
        assertThat(conductor.lines())
                .filteredOn(line -> line.startsWith("CONFIG"))
                .containsExactly("CONFIG early=1", "CONFIG early=2");
    }

    @Test
    void aKilledMainFailsAThousandRequestsWithinASecondAndTheNextOneServesTheSameBus() throws Exception {
        ChildJvm conductor = conductor();
        DefaultEventBus renderer = renderer();
        List<CompletableFuture<String>> pending = IntStream.range(0, 1_000)
                .mapToObj(i -> renderer.request(new Ask("never"), String.class))
                .toList();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        conductor.lines().stream().filter("ASKED never"::equals).count() == 1_000);

        conductor.kill();
        CompletableFuture<Void> all = CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null);
        all.get(1, TimeUnit.SECONDS);

        assertThat(pending)
                .allSatisfy(request -> assertThatThrownBy(() -> request.get(0, TimeUnit.SECONDS))
                        .cause()
                        .isInstanceOf(PeerLostException.class));
        assertThat(Sockets.socket(directory))
                .as("the socket that the killed main left")
                .exists();
        ChildJvm next = conductor();
        assertThat(renderer.request(new Ask("anew"), String.class).get(20, TimeUnit.SECONDS))
                .isEqualTo("answered anew");
        next.send("stop");
        assertThat(next.awaitExit()).isZero();
        awaitState(renderer, ConnectionState.DISCONNECTED);
        assertThat(Sockets.socket(directory)).doesNotExist();
    }

    @Test
    void aHandlerThatThrowsAndOneThatBlocksDisturbNobody() throws Exception {
        conductor();
        DefaultEventBus renderer = renderer();
        CompletableFuture<String> blocked = renderer.request(new Ask("block"), String.class);

        assertThatThrownBy(
                        () -> renderer.request(new Ask("throw"), String.class).get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(RemoteEventException.class)
                .hasMessage("as it was asked to");
        assertThat(renderer.request(new Ask("quickly"), String.class).get(5, TimeUnit.SECONDS))
                .isEqualTo("answered quickly");

        assertThat(blocked).isNotDone();
        blocked.cancel(true);
    }

    @Test
    void aPayloadOverTheLimitIsRefusedAndTheConnectionStays() throws Exception {
        conductor();
        DefaultEventBus renderer = renderer();
        renderer.request(new Ask("first"), String.class).get(20, TimeUnit.SECONDS);

        assertThatThrownBy(() -> renderer.request(new Ask("x".repeat(9_000_000)), String.class)
                        .get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(EventSerializationException.class)
                .hasMessageContaining("atomiton.events.max-frame-size");
        assertThat(renderer.request(new Ask("then"), String.class).get(5, TimeUnit.SECONDS))
                .isEqualTo("answered then");
    }

    @Test
    void aSecondMainFailsWithThePidOfTheFirst() {
        ChildJvm first = conductor();
        first.awaitLine("READY");
        ChildJvm second = conductor();

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.lines()).anyMatch(line -> line.contains(String.valueOf(first.pid())));
        assertThat(second.lines()).anyMatch(line -> line.contains("atomiton.events.socket.path"));
        assertThat(Files.exists(Sockets.socket(directory))).isTrue();
    }

    @Test
    void aHundredThousandEventsArriveOnceAndInOrderWithHeapsOf64MiB() {
        ChildJvm conductor = conductor();
        ChildJvm editor = editor("counting");
        editor.awaitLine("CONNECTED");

        editor.send("count 100000");
        conductor.send("count 100000");

        conductor.awaitLine("COUNTED 100000");
        editor.awaitLine("COUNTED 100000");
        assertThat(conductor.lines()).noneMatch(line -> line.startsWith("WRONG"));
        assertThat(editor.lines()).noneMatch(line -> line.startsWith("WRONG"));
    }
}
