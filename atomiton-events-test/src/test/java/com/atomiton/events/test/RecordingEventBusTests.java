package com.atomiton.events.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventType;
import com.atomiton.events.Origin;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordingEventBusTests {

    private static final Peer EDITOR = new Peer("7", "editor", ProcessRole.RENDERER);
    private static final Execute EXECUTE = new Execute("hello-world");

    private final RecordingEventBus bus = new RecordingEventBus();
    private final List<Object> calls = new ArrayList<>();

    @Test
    void everyFormOfEmitIsRecordedInOrderAndReachesNoListener() {
        bus.on("**", calls::add);
        EmitOptions options = EmitOptions.to(EDITOR);

        bus.emit(EXECUTE);
        bus.emit(EXECUTE, options);
        bus.emit(EventType.of("typed", Result.class), new Result("a"));
        bus.emit(EventType.of("addressed", Result.class), new Result("b"), options);
        bus.emit("named", "text");
        assertThat(bus.emitConfirmed(new Progress(1))).isCompleted();

        assertThat(bus.emitted())
                .containsExactly(
                        new RecordedEvent("conductor:execute", EXECUTE, EmitOptions.defaults()),
                        new RecordedEvent("conductor:execute", EXECUTE, options),
                        new RecordedEvent("typed", new Result("a"), EmitOptions.defaults()),
                        new RecordedEvent("addressed", new Result("b"), options),
                        new RecordedEvent("named", "text", EmitOptions.defaults()),
                        new RecordedEvent("conductor:progress", new Progress(1), EmitOptions.defaults()));
        assertThat(calls).isEmpty();
    }

    @Test
    void whatManyThreadsEmitIsAllThereInTheOrderOfEach() {
        IntStream.range(0, 4)
                .parallel()
                .forEach(thread -> IntStream.range(0, 1000).forEach(i -> bus.emit("from:" + thread, i)));

        for (int thread = 0; thread < 4; thread++) {
            String name = "from:" + thread;
            assertThat(bus.emitted().stream()
                            .filter(event -> event.name().equals(name))
                            .map(RecordedEvent::payload))
                    .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
        }
    }

    @Test
    void emitReturnsOrThrowsWhatTheTestSaysAfterItHasRecorded() {
        assertThat(bus.emit(EXECUTE)).isEqualTo(EmitResult.ACCEPTED);
        assertThat(bus.emitResult(EmitResult.BUFFERED).emit(EXECUTE)).isEqualTo(EmitResult.BUFFERED);

        var overflow = new EventOverflowException("conductor:execute", EDITOR, "full");
        bus.emitResult(event -> {
            throw overflow;
        });
        assertThatThrownBy(() -> bus.emit(EXECUTE)).isSameAs(overflow);
        assertThat(bus.emitConfirmed(EXECUTE)).isCompletedExceptionally();
        assertThat(bus.emitted()).hasSize(4);
    }

    @Test
    void aFiredEventReachesTheListenersOfItsNameWithItsContext() {
        List<EventContext> contexts = new ArrayList<>();
        bus.on(Execute.class, calls::add);
        bus.onEvent("conductor:*", (payload, context) -> contexts.add(context));
        bus.on(Result.class, result -> calls.add("not called"));

        bus.fire(
                EXECUTE,
                FireOptions.from(EDITOR)
                        .withHeader("a", "1")
                        .withHeader("b", "2")
                        .withCorrelationId("42")
                        .asRedelivered());
        bus.role(ProcessRole.RENDERER).fire("conductor:progress", new Progress(1));
        bus.fire("conductor:progress", new Progress(2), FireOptions.local());

        assertThat(calls).containsExactly(EXECUTE);
        assertThat(contexts).hasSize(3);
        assertThat(contexts.get(0)).satisfies(context -> {
            assertThat(context.name()).isEqualTo("conductor:execute");
            assertThat(context.sender()).isEqualTo(EDITOR);
            assertThat(context.headers()).containsOnlyKeys("a", "b");
            assertThat(context.correlationId()).isEqualTo("42");
            assertThat(context.redelivered()).isTrue();
            assertThat(context.isLocal()).isFalse();
        });
        assertThat(contexts.get(1).sender().role()).isEqualTo(ProcessRole.MAIN);
        assertThat(contexts.get(2).sender().role()).isEqualTo(ProcessRole.RENDERER);
        assertThat(contexts.get(2).isLocal()).isTrue();
        assertThat(contexts).extracting(EventContext::id).doesNotHaveDuplicates();
    }

    @Test
    void whatHandlersThrowReachesTheTestAsItIsAndTheOthersAreCalledToo() {
        var first = new IOException("first");
        var second = new AssertionError("second");
        bus.on(Execute.class, execute -> {
            throw first;
        });
        bus.on(Execute.class, execute -> {
            throw second;
        });
        bus.on(Execute.class, calls::add);

        assertThatThrownBy(() -> bus.fire(EXECUTE)).isSameAs(first).hasSuppressedException(second);
        assertThat(calls).containsExactly(EXECUTE);
    }

    @Test
    void firingAtNobodyFailsAndSaysWhoListensToWhat() {
        bus.on(Result.class, calls::add);
        bus.on(Execute.class, calls::add, SubscribeOptions.origin(Origin.LOCAL));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> bus.fire(EXECUTE))
                .withMessage("'conductor:execute' from renderer other-process was fired, but nobody listens to it; "
                        + "there are ['conductor:result', 'conductor:execute' (LOCAL only)]");
    }

    @Test
    void onceAndCloseHoldAlsoWhileAnEventIsBeingHandled() {
        bus.once(Progress.class, progress -> {
            calls.add("once");
            bus.fire(new Progress(2));
        });
        Subscription[] closed = new Subscription[1];
        bus.on(Progress.class, progress -> closed[0].close());
        closed[0] = bus.on(Progress.class, progress -> calls.add("closed"));

        bus.fire(new Progress(1));
        closed[0].close();

        assertThat(calls).containsExactly("once");
        assertThat(bus.listensTo("conductor:progress")).isTrue();
    }

    @Test
    void aChangeOfTheConnectionStateIsToldOnceAndARoleIsSetSilently() {
        Subscription subscription =
                bus.onConnectionState(change -> calls.add(change.previous() + " to " + change.current()));

        bus.role(ProcessRole.RENDERER);
        assertThat(bus.peers()).extracting(Peer::role).containsExactly(ProcessRole.MAIN);
        bus.connectionState(ConnectionState.DISCONNECTED);
        bus.connectionState(ConnectionState.DISCONNECTED);
        subscription.close();
        bus.connectionState(ConnectionState.CONNECTED);

        assertThat(calls).containsExactly("CONNECTED to DISCONNECTED");
        assertThat(bus.connectionState()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(bus.peers(EDITOR).peers()).containsExactly(EDITOR);
    }

    @Test
    void clearForgetsTheRecordAndResetTheScriptsToo() {
        bus.whenRequested(Execute.class).thenReply(new Result("scripted"));
        bus.handle(Execute.class, (execute, context) -> new Result("handled"));
        bus.emitResult(EmitResult.DROPPED).emit(EXECUTE);
        bus.clear();

        assertThat(bus.emitted()).isEmpty();
        assertThat(bus.request(EXECUTE, Result.class)).isCompletedWithValue(new Result("scripted"));
        bus.reset();
        assertThat(bus.requested()).isEmpty();
        assertThat(bus.request(EXECUTE, Result.class)).isCompletedWithValue(new Result("handled"));
        assertThat(bus.emit(EXECUTE)).isEqualTo(EmitResult.ACCEPTED);
    }
}
