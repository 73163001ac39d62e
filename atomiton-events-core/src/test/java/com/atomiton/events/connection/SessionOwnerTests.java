package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.Messages;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.PeerMemory;
import com.atomiton.events.transport.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

/** Who may take up a session of main, and until when. */
class SessionOwnerTests {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings(TIME, TIME, TIME, 2, TIME, TIME, TIME, 1, 1, 10, 1_000, TIME);

    private final SessionStore sessions = new SessionStore(
            SETTINGS,
            PeerMemory.UNLIMITED,
            mock(ScheduledExecutorService.class),
            mock(Transport.class),
            mock(SessionStore.Endings.class));
    private final Peer editor = new Peer("1", "editor", ProcessRole.RENDERER);
    private final PeerSession session = sessions.create(editor, "alice");

    @Test
    void aNameIsVacantWhenTheEndOfItsHolderHasBeenTold() {
        Peer successor = new Peer("2", "editor", ProcessRole.RENDERER);

        session.end(() -> {
            assertThat(sessions.takeUp(successor, "alice")).isNull();
            assertThat(sessions.holderOf("editor")).isEqualTo(editor);
        });

        assertThat(sessions.holderOf("editor")).isNull();
        assertThat(sessions.takeUp(successor, "alice")).isSameAs(session);
    }

    @Test
    void whatIsEmittedJustAfterACutAndIsNotKeptDoesNotComeAfterIt() {
        OutboundMessage kept = event(0);
        session.offer(event(MessageFlags.UNNUMBERED), false);
        session.offer(kept, false);

        session.attach(mock(Link.class), Negotiated.NOTHING);

        assertThat(Messages.next(session.outbound(), 0, Integer.MAX_VALUE)).isSameAs(kept);
    }

    private static OutboundMessage event(int flags) {
        MessageTail tail = MessageTail.event(1, "a", null, Map.of(), new byte[1]);
        return new OutboundMessage(FrameType.EVENT, "a", tail, flags, Fate.UNOBSERVED);
    }

    /** Many times, since it is about a moment. */
    @Test
    void aSessionThatIsTakenUpWhenItsRetentionEndsIsEitherKeptOrNotFound() throws Exception {
        BlockingQueue<Runnable> retentions = new LinkedBlockingQueue<>();
        ScheduledExecutorService timer = mock(ScheduledExecutorService.class, call -> {
            if (call.getMethod().getName().equals("schedule")) {
                retentions.add(call.getArgument(0));
            }
            return mock(ScheduledFuture.class);
        });
        SessionStore store = new SessionStore(
                SETTINGS, PeerMemory.UNLIMITED, timer, mock(Transport.class), mock(SessionStore.Endings.class));
        for (int i = 0; i < 1_000; i++) {
            PeerSession away = store.create(editor, "alice");
            store.awaitReturn(away);
            Runnable retention = retentions.take();
            CountDownLatch both = new CountDownLatch(2);
            Thread timing = new Thread(() -> {
                meet(both);
                retention.run();
            });
            timing.start();
            meet(both);
            PeerSession found = store.find(away.token(), editor, "alice");
            timing.join();

            assertThat(store.all().contains(away)).isEqualTo(found != null);
        }
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        while (both.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aSessionBelongsToItsProcessByItsToken() {
        assertThat(sessions.find(session.token(), editor, "alice")).isSameAs(session);
        assertThat(sessions.find(session.token(), new Peer("2", "editor", ProcessRole.RENDERER), "alice"))
                .isNull();
        assertThat(sessions.find(session.token() + "A", editor, "alice")).isNull();
    }

    @Test
    void aProcessOfAnotherUserCannotTakeItUpWhateverItKnows() {
        assertThat(sessions.find(session.token(), editor, "bob")).isNull();
        assertThat(sessions.takeUp(editor, "bob")).isNull();
        assertThat(sessions.takeUp(editor, "alice")).isSameAs(session);

        session.end(() -> {});

        Peer successor = new Peer("2", "editor", ProcessRole.RENDERER);
        assertThat(sessions.takeUp(successor, "bob")).isNull();
        assertThat(sessions.takeUp(successor, "alice")).isSameAs(session);
    }
}
