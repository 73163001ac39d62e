package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import com.atomiton.events.Peer;
import com.atomiton.events.PeerConnected;
import com.atomiton.events.PeerDisconnected;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.connection.PeerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerNoticesTests {

    private static final Peer MAIN = new Peer("1", "main", ProcessRole.MAIN);
    private static final PeerDisconnected GONE = new PeerDisconnected(MAIN, "the other end closed it", false);
    private static final PeerConnected BACK = new PeerConnected(MAIN, true);

    private final List<Object> told = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    private final ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
    private final PeerSession session = mock(PeerSession.class);
    private final PeerNotices notices = new PeerNotices(new Notifications(Runnable::run, told::add), timer);

    @BeforeEach
    void keepWhatIsScheduled() {
        given(timer.schedule(any(Runnable.class), anyLong(), any(TimeUnit.class)))
                .willAnswer(call -> {
                    scheduled.add(call.getArgument(0));
                    return null;
                });
    }

    @Test
    void ofAProcessThatWasKilledTheApplicationIsToldOnce() {
        notices.disconnected(session, GONE);
        notices.lost(session, MAIN, "its process has ended");
        scheduled.forEach(Runnable::run);

        assertThat(told).containsExactly(new PeerDisconnected(MAIN, "its process has ended", true));
    }

    @Test
    void ofACutItIsToldAMomentLaterAndOfTheLossThatFollowsToo() {
        notices.disconnected(session, GONE);
        assertThat(told).isEmpty();

        scheduled.forEach(Runnable::run);
        assertThat(told).containsExactly(GONE);

        notices.lost(session, MAIN, "it was away for too long");
        assertThat(told).last().isEqualTo(new PeerDisconnected(MAIN, "it was away for too long", true));
    }

    @Test
    void whoComesBackAtOnceHasBeenAwayFirst() {
        notices.disconnected(session, GONE);
        notices.connected(session, BACK);
        scheduled.forEach(Runnable::run);

        assertThat(told).containsExactly(GONE, BACK);
    }

    @Test
    void aSecondCutIsNotToldByTheTimeOfTheFirst() {
        notices.disconnected(session, GONE);
        notices.connected(session, BACK);
        PeerDisconnected again = new PeerDisconnected(MAIN, "closed again", false);
        notices.disconnected(session, again);

        scheduled.get(0).run();
        assertThat(told).containsExactly(GONE, BACK);
        scheduled.get(1).run();
        assertThat(told).containsExactly(GONE, BACK, again);
    }

    @Test
    void whereNothingCanWaitAnyMoreItIsToldAtOnce() {
        given(timer.schedule(any(Runnable.class), anyLong(), any(TimeUnit.class)))
                .willThrow(new RejectedExecutionException());

        notices.disconnected(session, GONE);

        assertThat(told).containsExactly(GONE);
    }
}
