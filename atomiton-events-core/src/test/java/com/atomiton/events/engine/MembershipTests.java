package com.atomiton.events.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.codec.ControlCodec;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.codec.Presence;
import com.atomiton.events.connection.Carrier;
import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.StateTracker;
import com.atomiton.events.engine.Envelope.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembershipTests {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings(TIME, TIME, TIME, 2, TIME, TIME, TIME, 1, 1, 10, 1_000, Long.MAX_VALUE, TIME);

    private final Peer self = new Peer("main", null, ProcessRole.MAIN);
    private final Roster roster =
            new Roster(SETTINGS, peer -> PeerSession.addressed(peer, mock(Carrier.class), SETTINGS));
    private final PeerListener listener = mock(PeerListener.class);
    private final Membership membership = new Membership(
            self,
            roster,
            new Heartbeats(mock(Engine.class), self, "main", 0, TIME),
            new AskedRequests(),
            new AwaitedConsumers(TIME),
            PeerSession.shared(new Peer("", null, ProcessRole.RENDERER), mock(Carrier.class), SETTINGS),
            new StateTracker(),
            listener,
            () -> {});
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayEnd.countDown();
    }

    private void sign(String id) {
        Peer renderer = new Peer(id, null, ProcessRole.RENDERER);
        Envelope envelope = Envelope.of(Kind.PRESENCE, renderer, "renderer", 0, null);
        Presence presence =
                new Presence(Presence.HELLO, "renderer", id, null, "renderer", new Interest(List.of("a"), List.of()));
        membership.told(envelope, RecordFormat.presence(envelope, new ControlCodec().write(presence)));
    }

    @Test
    void aListenerThatBlocksKeepsNeitherOtherThreadsOfTheEngineNorTheTimer() throws Exception {
        CountDownLatch blocks = new CountDownLatch(1);
        willAnswer(call -> {
                    blocks.countDown();
                    mayEnd.await();
                    return null;
                })
                .given(listener)
                .connected(any(), anyBoolean());
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> sign("1"));
        assertThat(blocks.await(5, TimeUnit.SECONDS)).isTrue();

        assertThat(CompletableFuture.runAsync(() -> sign("2"))).succeedsWithin(Duration.ofSeconds(5));
        assertThat(CompletableFuture.runAsync(membership::check)).succeedsWithin(Duration.ofSeconds(5));
        assertThat(roster.present(interest -> interest.wants("a")))
                .extracting(Peer::id)
                .containsExactlyInAnyOrder("1", "2");

        mayEnd.countDown();
        assertThat(first).succeedsWithin(Duration.ofSeconds(5));
        org.mockito.BDDMockito.then(listener)
                .should(org.mockito.Mockito.times(2))
                .connected(any(), anyBoolean());
    }
}
