package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.Messages;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.PeerMemory;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            new ConnectionSettings(TIME, TIME, TIME, 2, TIME, TIME, TIME, 1, 1, 10, 1_000, Long.MAX_VALUE, TIME);

    private final List<Runnable> planned = new ArrayList<>();
    private final ScheduledExecutorService timer = mock(ScheduledExecutorService.class, call -> {
        planned.add(call.getArgument(0));
        return mock(ScheduledFuture.class);
    });
    private final SessionStore.Endings endings = mock(SessionStore.Endings.class);
    private final SessionStore sessions = new SessionStore(SETTINGS, PeerMemory.UNLIMITED, timer, endings);
    private final Peer editor = new Peer("1", "editor", ProcessRole.RENDERER);
    private final Peer successor = new Peer("2", "editor", ProcessRole.RENDERER);
    private final PeerSession session = sessions.create(editor, "alice");

    @Test
    void aSessionThatBeginsAnewIsNoLongerKnownByTheTokenThatItHad() {
        String before = session.token();

        assertThat(sessions.takeUp(editor, "alice")).isSameAs(session);

        assertThat(session.token()).isNotEqualTo(before);
        assertThat(sessions.find(before, editor, "alice")).isNull();
        assertThat(sessions.find(session.token(), editor, "alice")).isSameAs(session);
    }

    @Test
    void aNameIsVacantWhenTheEndOfItsHolderHasBeenTold() {
        session.end(() -> {
            assertThat(sessions.takeUp(successor, "alice")).isNull();
            assertThat(sessions.rivalOf(successor, "alice")).isEqualTo(editor);
        });

        assertThat(sessions.rivalOf(successor, "alice")).isNull();
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
        SessionStore store = new SessionStore(SETTINGS, PeerMemory.UNLIMITED, timer, mock(SessionStore.Endings.class));
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

    private ProcessWatch seenToLive() {
        ProcessWatch watch = mock(ProcessWatch.class);
        Transport transport = mock(Transport.class);
        when(transport.watch("reference", "alice")).thenReturn(watch);
        session.life().look(transport, "reference", "alice");
        return watch;
    }

    private void carriedBy(Duration retention) {
        session.attach(mock(Link.class), new Negotiated(PeerSession.JSON, 1, retention, false));
        session.interest(new PeerInterest());
    }

    private void cut() {
        session.detach(session.link());
        sessions.awaitReturn(session);
    }

    @Test
    void oneThatIsAwayIsNoRivalIfNothingIsKnownOfIt() {
        carriedBy(TIME);
        assertThat(sessions.rivalOf(successor, "alice")).isEqualTo(editor);
        cut();

        assertThat(sessions.rivalOf(successor, "alice")).isNull();
        assertThat(sessions.takeUp(successor, "alice")).isNull();
        sessions.makeRoom(successor, "alice");

        verify(endings).ended(eq(session), contains("place"));
        assertThat(sessions.takeUp(successor, "alice")).isSameAs(session);
        assertThat(sessions.find(session.token(), editor, "alice")).isNull();
    }

    @Test
    void oneThatIsAwayAndSeenToLiveKeepsItsNameUntilItsEndIsProven() {
        ProcessWatch watch = seenToLive();
        carriedBy(TIME);
        cut();

        assertThat(sessions.rivalOf(successor, "alice")).isEqualTo(editor);
        when(watch.hasEnded()).thenReturn(true);
        planned.get(1).run();

        verify(endings).ended(eq(session), contains("process has ended"));
        assertThat(sessions.rivalOf(successor, "alice")).isNull();
        planned.get(0).run();
        verify(endings).over(session);
        verify(watch).close();
    }

    @Test
    void whatIsReadOfOneAfterItsEndHasBeenProvenDoesNotHideItsEnd() {
        ProcessWatch watch = seenToLive();
        carriedBy(TIME);
        cut();
        when(watch.hasEnded()).thenReturn(true);
        planned.get(1).run();

        assertThat(sessions.takeUp(editor, "alice")).isSameAs(session);
        session.life().look(mock(Transport.class), "reference", "alice");
        carriedBy(TIME);
        cut();
        planned.get(3).run();

        verify(endings, times(2)).ended(eq(session), contains("process has ended"));
    }

    @Test
    void oneOfAnotherUserKeepsItsNameWhileItIsAway() {
        carriedBy(TIME);
        cut();

        assertThat(sessions.rivalOf(successor, "bob")).isEqualTo(editor);
    }

    @Test
    void withoutProofItIsKeptForAsLongAsItAskedFor() {
        carriedBy(TIME.dividedBy(2));
        cut();

        verify(timer).schedule(any(Runnable.class), eq(TIME.toNanos()), any());
        verify(timer).schedule(any(Runnable.class), eq(TIME.toNanos() / 2), any());
        planned.get(1).run();

        verify(endings).ended(eq(session), contains("5000 ms"));
        assertThat(sessions.find(session.token(), editor, "alice"))
                .as("what was taken for ended does not go on")
                .isNull();
        assertThat(sessions.takeUp(successor, "alice"))
                .as("what is kept for its name")
                .isSameAs(session);
    }

    @Test
    void withProofItIsKeptForAsLongAsMainKeepsIt() {
        seenToLive();
        carriedBy(TIME.dividedBy(2));
        cut();

        verify(timer).schedule(any(Runnable.class), eq(TIME.toNanos()), any());
        verify(timer, never()).schedule(any(Runnable.class), eq(TIME.toNanos() / 2), any());
    }

    @Test
    void noneAsksForMoreThanMainKeeps() {
        carriedBy(Duration.ofMillis(Long.MAX_VALUE));
        cut();

        assertThat(planned).hasSize(1);
    }

    @Test
    void whoComesBackJustBeforeItIsGivenUpGoesOn() {
        carriedBy(TIME.dividedBy(2));
        cut();

        assertThat(sessions.find(session.token(), editor, "alice")).isSameAs(session);
        planned.forEach(Runnable::run);

        verifyNoInteractions(endings);
        assertThat(sessions.all()).containsExactly(session);
    }

    @Test
    void aSecondProcessOfAnIdIsRefusedUnlessTheFirstNeverSaidWhatItListensTo() {
        Peer second = new Peer(editor.id(), null, ProcessRole.RENDERER);
        session.attach(mock(Link.class), Negotiated.NOTHING);
        assertThat(sessions.rivalOf(second, "alice")).isNull();
        assertThat(sessions.rivalOf(second, "bob")).isEqualTo(editor);
        assertThat(sessions.takeUp(second, "alice")).isSameAs(session);

        session.interest(new PeerInterest());

        assertThat(sessions.rivalOf(second, "alice")).isEqualTo(editor);
        assertThat(sessions.find(session.token(), second, "alice")).isSameAs(session);
    }

    @Test
    void theSameProcessIsNotLookedAtAgainAndTheNextOneIs() {
        Transport transport = mock(Transport.class);
        ProcessWatch first = mock(ProcessWatch.class);
        when(transport.watch("1", null)).thenReturn(first);
        session.life().look(transport, "1", null);
        session.life().look(transport, "1", null);
        verify(transport).watch("1", null);
        assertThat(session.life().watch()).isSameAs(first);

        session.life().look(transport, "2", null);
        session.life().look(transport, "2", null);

        verify(first).close();
        verify(transport, times(2)).watch("2", null);
        assertThat(session.life().watch()).isNull();
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

        assertThat(sessions.takeUp(successor, "bob")).isNull();
        assertThat(sessions.takeUp(successor, "alice")).isSameAs(session);
    }
}
