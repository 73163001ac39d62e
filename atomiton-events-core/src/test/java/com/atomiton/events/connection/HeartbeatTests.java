package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.atomiton.events.codec.ControlCodec;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.transport.Connection;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

/** Who is given up and who is not, on a clock that the test moves. */
class HeartbeatTests {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Connection connection = mock(Connection.class);
    private final ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
    private long now = 1;

    @BeforeEach
    void scheduleNothing() {
        ScheduledFuture<?> nothing = mock(ScheduledFuture.class);
        Mockito.<Future<?>>when(timer.schedule(
                        ArgumentMatchers.any(Runnable.class), ArgumentMatchers.anyLong(), ArgumentMatchers.any()))
                .thenReturn(nothing);
    }

    private Heartbeat heartbeat(Duration timeout) {
        ConnectionSettings settings = new ConnectionSettings(
                INTERVAL, INTERVAL, INTERVAL, 2, INTERVAL, timeout, INTERVAL, 1, 1024, 1, 1, Long.MAX_VALUE, INTERVAL);
        Link link = new Link(
                FrameType.HELLO, connection, settings, new ControlCodec(), timer, () -> now, mock(LinkOwner.class));
        Heartbeat heartbeat = new Heartbeat(link, settings, timer, () -> now);
        heartbeat.start();
        return heartbeat;
    }

    private void beatAfter(Duration time, Heartbeat heartbeat) {
        now += time.toNanos();
        heartbeat.run();
    }

    private void neverClosed() {
        verify(connection, never()).close(ArgumentMatchers.anyString());
    }

    @Test
    void aPeerThatIsSilentForTheTimeoutIsGivenUp() {
        Heartbeat heartbeat = heartbeat(Duration.ofSeconds(15));

        for (int i = 0; i < 2; i++) {
            beatAfter(INTERVAL, heartbeat);
        }
        neverClosed();
        beatAfter(INTERVAL, heartbeat);

        verify(connection).close(contains("no sign of life for 15000 ms"));
    }

    @Test
    void aPeerThatFallsSilentBetweenTwoBeatsIsGivenUpWhenTheTimeoutIsOverAndNotAtTheNextBeat() {
        Heartbeat heartbeat = heartbeat(Duration.ofSeconds(15));
        now += Duration.ofSeconds(1).toNanos();
        heartbeat.bytesArrived();
        now -= Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < 3; i++) {
            beatAfter(INTERVAL, heartbeat);
        }
        ArgumentCaptor<Runnable> look = ArgumentCaptor.forClass(Runnable.class);
        verify(timer)
                .schedule(
                        look.capture(),
                        ArgumentMatchers.eq(Duration.ofSeconds(1).toNanos()),
                        ArgumentMatchers.eq(TimeUnit.NANOSECONDS));
        neverClosed();

        now += Duration.ofSeconds(1).toNanos();
        look.getValue().run();

        verify(connection).close(contains("no sign of life for 15000 ms"));
    }

    @Test
    void afterASleepOfThirtySecondsThePeerIsAskedAndGivenUpOnlyIfItDoesNotAnswer() {
        Heartbeat heartbeat = heartbeat(Duration.ofSeconds(15));
        beatAfter(INTERVAL, heartbeat);

        beatAfter(Duration.ofSeconds(30), heartbeat);
        // The timer makes up for the beats that were missed.
        for (int i = 0; i < 5; i++) {
            beatAfter(Duration.ZERO, heartbeat);
        }
        for (int i = 0; i < 2; i++) {
            beatAfter(INTERVAL, heartbeat);
        }
        neverClosed();
        beatAfter(INTERVAL, heartbeat);

        verify(connection).close(contains("no sign of life for 15000 ms"));
    }

    @Test
    void aSleepOfLessThanTwoIntervalsIsNoSilenceOfThePeerEither() {
        Heartbeat heartbeat = heartbeat(Duration.ofSeconds(8));
        beatAfter(INTERVAL, heartbeat);

        beatAfter(Duration.ofSeconds(9), heartbeat);

        neverClosed();
    }

    @Test
    void aFrameThatWasBegunBeforeASleepMayStillComeToItsEnd() {
        Heartbeat heartbeat = heartbeat(Duration.ofSeconds(15));
        heartbeat.midFrame(true);

        beatAfter(Duration.ofSeconds(30), heartbeat);
        heartbeat.bytesArrived();
        neverClosed();
        for (int i = 0; i < 3; i++) {
            beatAfter(INTERVAL, heartbeat);
            heartbeat.bytesArrived();
        }

        verify(connection).close(contains("a frame is not complete after 15000 ms"));
        assertThat(TimeUnit.NANOSECONDS.toSeconds(now)).isEqualTo(45);
    }
}
