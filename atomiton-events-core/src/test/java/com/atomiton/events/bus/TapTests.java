package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.Origin;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Cursor;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Progress;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.observation.EventHistory;
import com.atomiton.events.observation.PassedMessage;
import com.atomiton.events.observation.Redaction;
import com.atomiton.events.observation.TapEntry;
import com.atomiton.events.observation.TapQueue;
import com.atomiton.events.transport.memory.MemoryHub;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those see who look at a bus. */
class TapTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final Collected<PassedMessage> seen = collected();

    @AfterEach
    void close() {
        processes.close();
    }

    private List<String> lines() {
        return seen.items().stream()
                .map(message -> message.kind().label() + " "
                        + message.direction().label() + " " + message.name() + " " + message.outcome())
                .toList();
    }

    private List<Object> payloads() {
        return seen.items().stream().map(message -> message.content().values()).toList();
    }

    @Test
    void mainSeesWhatPassesInBothDirectionsWithPeerSizeAndPayload() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(builder -> builder.name("editor"));
        main.on(Execute.class, execute -> {}, SubscribeOptions.origin(Origin.REMOTE));
        renderer.on(Progress.class, progress -> {});
        renderer.on(Cursor.class, cursor -> {});
        connect(main, renderer);
        awaitInterest(renderer, "conductor:execute");
        awaitInterest(main, "conductor:progress");
        main.tap(seen::accept);

        renderer.emitConfirmed(new Execute("hello", 1)).get(5, TimeUnit.SECONDS);
        main.emit(new Progress("42", 50));
        main.emit(new Cursor(1, 2));
        main.emit(new Other(7));

        assertThat(lines())
                .containsExactly(
                        "event received conductor:execute received",
                        "event sent conductor:progress accepted",
                        "event sent ui:cursor accepted",
                        "event sent conductor:other no-subscriber");
        assertThat(payloads())
                .containsExactly(
                        Map.of("blueprintId", "hello", "input", 1),
                        Map.of("executionId", "42", "percent", 50),
                        Map.of("x", 1, "y", 2),
                        Map.of("number", 7));
        assertThat(seen.items().get(0).peer())
                .hasToString(
                        renderer.peers().isEmpty()
                                ? ""
                                : seen.items().get(1).peer().toString());
        assertThat(seen.items().get(0).size()).isGreaterThan(30);
        assertThat(seen.items().get(3).peer()).isNull();
    }

    @Test
    void aRequestIsSeenWithItsProgressAndItsReplyOnBothEnds() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<PassedMessage> seenByRenderer = collected();
        main.handle(Execute.class, (execute, context) -> {
            context.progress(new Progress("42", 100));
            if (execute.input() == null) {
                throw new IllegalStateException("no input");
            }
            return new Result("42", 1);
        });
        connect(main, renderer);
        main.tap(seen::accept);
        renderer.tap(seenByRenderer::accept);

        RequestOptions options = RequestOptions.defaults().onProgress(Progress.class, progress -> {});
        renderer.request(new Execute("hello", 1), Result.class, options).get(5, TimeUnit.SECONDS);
        // A reply is seen when it has been sent, which its asker may know sooner.
        seen.awaitSize(3);
        assertThat(renderer.request(new Execute("hello", null), Result.class)).failsWithin(5, TimeUnit.SECONDS);

        seen.awaitSize(5);
        assertThat(lines())
                .containsExactly(
                        "request received conductor:execute received",
                        "progress sent conductor:execute accepted",
                        "reply sent conductor:execute ok",
                        "request received conductor:execute received",
                        "reply sent conductor:execute failed");
        // What is sent is seen when its outcome is known; the answer may be quicker.
        assertThat(seenByRenderer.items())
                .extracting(message -> message.kind().label() + " " + message.name() + " " + message.outcome())
                .containsExactlyInAnyOrder(
                        "request conductor:execute accepted",
                        "progress conductor:execute received",
                        "reply conductor:execute ok",
                        "request conductor:execute accepted",
                        "reply conductor:execute failed");
    }

    @Test
    void aDeadLetterIsSeenAsWellWithTheIdOfItsEvent() {
        DefaultEventBus main = processes.main();
        main.on(Other.class, other -> {
            throw new IllegalStateException("broken");
        });
        main.tap(seen::accept);

        main.emit(new Other(7));

        seen.awaitSize(2);
        assertThat(lines())
                .containsExactlyInAnyOrder(
                        "event local conductor:other accepted", "event local conductor:other listener-failed");
        assertThat(seen.items()).extracting(PassedMessage::id).containsOnly(1L);
    }

    @Test
    void whoLooksNoLongerIsToldNothingAndATapThatThrowsIsTakenOff() {
        DefaultEventBus main = processes.main();
        Subscription subscription = main.tap(seen::accept);
        main.tap(message -> {
            throw new IllegalStateException("broken tap");
        });

        main.emit(new Other(1));
        main.emit(new Other(2));
        subscription.close();
        main.emit(new Other(3));

        assertThat(payloads()).containsExactly(Map.of("number", 1), Map.of("number", 2));
    }

    @Test
    void aQueueWhoseViewerIsSlowDropsAndCounts() {
        DefaultEventBus main = processes.main();
        TapQueue queue = new TapQueue(name -> name.equals("conductor:other"), true);
        main.tap(queue);
        for (int i = 0; i < TapQueue.CAPACITY + 5; i++) {
            main.emit(new Other(i));
            main.emit(new Cursor(i, i));
        }

        TapQueue.Batch first = queue.take(1);
        assertThat(first.dropped()).isEqualTo(5);
        assertThat(TapEntry.of(first.messages().get(0), Redaction.defaults()).payload())
                .isEqualTo(Map.of("number", 0));
        TapQueue.Batch rest = queue.take(Integer.MAX_VALUE);
        assertThat(rest.messages()).hasSize(TapQueue.CAPACITY - 1);
        assertThat(rest.dropped()).isZero();
    }

    @Test
    void aHistoryKeepsTheLastAndNoPayloadUnlessItIsTold() {
        DefaultEventBus main = processes.main();
        EventHistory names = new EventHistory(3, false);
        EventHistory payloads = new EventHistory(3, true);
        main.tap(names);
        main.tap(payloads);

        for (int i = 0; i < 5; i++) {
            main.emit(new Other(i));
        }
        main.emit(new Execute("x".repeat(EventHistory.MAX_PAYLOAD), null));

        assertThat(names.messages())
                .extracting(PassedMessage::name)
                .containsExactly("conductor:other", "conductor:other", "conductor:execute");
        assertThat(names.messages())
                .extracting(message -> message.content().values())
                .containsOnlyNulls();
        assertThat(payloads.messages())
                .extracting(message -> message.content().values())
                .containsExactly(Map.of("number", 3), Map.of("number", 4), null);
    }

    @Test
    void whatIsSecretByItsNameIsHiddenAtAnyDepth() {
        Object shown = Redaction.defaults()
                .apply(Map.of("user", "ann", "login", List.of(Map.of("X_API_KEY", 1, "accessToken", Map.of("a", 1)))));

        assertThat(shown)
                .isEqualTo(Map.of(
                        "user", "ann", "login", List.of(Map.of("X_API_KEY", "******", "accessToken", "******"))));
    }

    @Test
    void aReservedNameCannotBeAnswered() {
        DefaultEventBus main = processes.main();

        assertThatThrownBy(() -> main.handle(EventType.of("atomiton:tap:state", String.class), (text, context) -> text))
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("'atomiton:tap:state' begins with 'atomiton:', which is reserved");
        await().until(() -> main.subscriptions().isEmpty());
    }
}
