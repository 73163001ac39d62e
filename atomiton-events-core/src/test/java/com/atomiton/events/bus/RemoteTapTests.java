package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.NoHandlerException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Progress;
import com.atomiton.events.observation.Redaction;
import com.atomiton.events.observation.TapAccess;
import com.atomiton.events.observation.TapCounts;
import com.atomiton.events.observation.TapEntry;
import com.atomiton.events.observation.TapRequests;
import com.atomiton.events.observation.TapRequests.Events;
import com.atomiton.events.observation.TapRequests.EventsRequest;
import com.atomiton.events.observation.TapRequests.State;
import com.atomiton.events.observation.TapRequests.StateRequest;
import com.atomiton.events.transport.memory.MemoryHub;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/** What a process sees that looks at what passes main. */
class RemoteTapTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);

    @AfterEach
    void close() {
        processes.close();
    }

    private static State state(DefaultEventBus viewer, boolean counts) throws Exception {
        return viewer.request(
                        TapRequests.STATE,
                        new StateRequest(counts),
                        ParameterizedTypeReference.<State>forType(State.class),
                        RequestOptions.defaults())
                .get(5, TimeUnit.SECONDS);
    }

    private static Events events(DefaultEventBus viewer, @Nullable String pattern) throws Exception {
        return viewer.request(
                        TapRequests.EVENTS,
                        new EventsRequest(pattern, true, 100),
                        ParameterizedTypeReference.<Events>forType(Events.class),
                        RequestOptions.defaults())
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void aViewerSeesWhatPassesMainOnceAndNothingOfItself() throws Exception {
        DefaultEventBus main = processes.main(builder -> builder.tap(TapAccess.withPayloads(Redaction.defaults())));
        DefaultEventBus editor = processes.renderer(builder -> builder.name("editor"));
        DefaultEventBus viewer = processes.renderer(builder -> builder.id("cli-1"));
        main.on(Execute.class, execute -> main.emit(new Progress("42", 50)));
        editor.on(Progress.class, progress -> {});
        connect(main, editor, viewer);
        awaitInterest(editor, "conductor:execute");
        await().until(() ->
                main.sessions().stream().anyMatch(session -> session.interest().wants("conductor:progress")));
        assertThat(events(viewer, "conductor:*").events()).isEmpty();

        editor.emitConfirmed(new Execute("hello", Map.of("password", "abc"))).get(5, TimeUnit.SECONDS);

        Events seen = events(viewer, "conductor:*");
        assertThat(seen.payloads()).isTrue();
        assertThat(seen.dropped()).isZero();
        assertThat(seen.events())
                .extracting(TapEntry::name, TapEntry::direction, TapEntry::payload)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "conductor:execute",
                                "received",
                                Map.of("blueprintId", "hello", "input", Map.of("password", "******"))),
                        org.assertj.core.groups.Tuple.tuple(
                                "conductor:progress", "sent", Map.of("executionId", "42", "percent", 50)));
        assertThat(seen.events().get(0).peer()).startsWith("renderer editor (");
        assertThat(events(viewer, "conductor:*").events()).isEmpty();
    }

    @Test
    void payloadsAreNotShownUnlessMainAllowsIt() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus viewer = processes.renderer();
        connect(main, viewer);
        events(viewer, null);

        main.emit(new Execute("hello", 1));

        Events seen = events(viewer, null);
        assertThat(seen.payloads()).isFalse();
        assertThat(seen.events()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo("conductor:execute");
            assertThat(entry.outcome()).isEqualTo("no-subscriber");
            assertThat(entry.payload()).isNull();
        });
    }

    @Test
    void theStateHasThePeersAndCountsFromTheFirstTimeTheyWereAskedFor() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus viewer = processes.renderer(builder -> builder.id("cli-1"));
        main.handle(Execute.class, (execute, context) -> "done");
        connect(main, viewer);

        assertThat(state(viewer, false).counts()).isEmpty();
        main.emit(new Progress("42", 1));
        assertThat(state(viewer, true).counts()).isEmpty();
        main.emit(new Progress("42", 2));
        main.emit(new Progress("42", 3));

        State state = state(viewer, true);
        assertThat(state.counts()).containsExactly(new TapCounts.Count("conductor:progress", "event", "sent", 2, 0));
        assertThat(state.self().name()).isEqualTo("main");
        assertThat(state.sessions()).singleElement().satisfies(session -> {
            assertThat(session.peer()).hasToString("renderer cli-1");
            assertThat(session.connected()).isTrue();
        });
        assertThat(state.subscriptions())
                .singleElement()
                .satisfies(subscription -> assertThat(subscription.name()).isEqualTo("conductor:execute"));
    }

    @Test
    void aViewerThatHasLeftCostsNothingAndItsSessionIsGone() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus viewer = processes.renderer(builder -> builder.id("cli-1"));
        connect(main, viewer);
        events(viewer, null);
        state(viewer, true);
        assertThat(main.parts.taps().isWatched()).isTrue();

        viewer.close();

        await().until(() -> !main.parts.taps().isWatched());
        await().until(() -> main.sessions().isEmpty());
    }

    @Test
    void nobodySeesAnythingWhereTheTapIsOff() {
        DefaultEventBus main = processes.main(builder -> builder.tap(TapAccess.none()));
        DefaultEventBus viewer = processes.renderer();
        connect(main, viewer);

        assertThat(viewer.request(
                        TapRequests.STATE,
                        new StateRequest(false),
                        ParameterizedTypeReference.<State>forType(State.class),
                        RequestOptions.defaults()))
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NoHandlerException.class);
    }

    @Test
    void noMoreThanSoManyCanLookAtATime() {
        DefaultEventBus main = processes.main();
        DefaultEventBus[] viewers = new DefaultEventBus[TapRequests.MAX_VIEWERS + 1];
        for (int i = 0; i < viewers.length; i++) {
            viewers[i] = processes.renderer();
        }
        connect(main, viewers);
        for (int i = 0; i < TapRequests.MAX_VIEWERS; i++) {
            assertThat(viewers[i]).satisfies(viewer -> events(viewer, null));
        }

        DefaultEventBus last = viewers[TapRequests.MAX_VIEWERS];
        assertThat(last.request(
                        TapRequests.EVENTS,
                        new EventsRequest(null, false, 1),
                        ParameterizedTypeReference.<Events>forType(Events.class),
                        RequestOptions.defaults()))
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("already 8 processes look");
    }
}
