package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import com.atomiton.events.listener.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReconnectorTests {

    private final List<Long> waits = new ArrayList<>();
    private boolean noMemoryToPlan;

    private Reconnector reconnector() {
        return reconnector(() -> {});
    }

    private Reconnector reconnector(Runnable attempt) {
        ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
        given(timer.schedule(any(Runnable.class), anyLong(), any(TimeUnit.class)))
                .willAnswer(scheduled -> {
                    if (noMemoryToPlan) {
                        throw new OutOfMemoryError("on purpose");
                    }
                    waits.add(scheduled.getArgument(1));
                    return mock(ScheduledFuture.class);
                });
        ConnectionSettings settings = new ConnectionSettings(
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                2,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ZERO,
                1,
                1,
                1,
                1,
                Long.MAX_VALUE,
                Duration.ofMinutes(1));
        return new Reconnector(settings, timer, attempt);
    }

    @Test
    void waitsGrowWhileAttemptsFail() {
        Reconnector reconnector = reconnector();
        for (int i = 0; i < 10; i++) {
            reconnector.attemptFailed("nobody is there");
        }

        assertThat(waits).hasSize(10).last().matches(wait -> wait >= 2_000);
    }

    @Test
    void afterAConnectionThatBrokeNoWaitIsLongForTenSecondsThoughAttemptsFail() {
        Reconnector reconnector = reconnector();
        reconnector.connected();
        reconnector.disconnected();
        for (int i = 0; i < 40; i++) {
            reconnector.attemptFailed("cut in the handshake");
        }

        List<Long> soon = waits.stream().takeWhile(wait -> wait <= 500).toList();
        assertThat(soon.stream().mapToLong(Long::longValue).sum()).isBetween(9_000L, 11_000L);
        assertThat(waits).last().matches(wait -> wait >= 2_000);
    }

    @Test
    void reasonsThatTakeTurnsAreLoggedOnceUntilThereWasAConnection() {
        Reconnector reconnector = reconnector();
        try (CapturedLog log = CapturedLog.of(Reconnector.class)) {
            for (int i = 0; i < 5; i++) {
                reconnector.attemptFailed("the other end closed it");
                reconnector.attemptFailed("the connection was broken");
            }
            assertThat(log.events()).hasSize(2);

            reconnector.connected();
            reconnector.attemptFailed("the other end closed it");
            assertThat(log.events()).hasSize(3);
        }
    }

    @Test
    void anAttemptThatCannotEvenBeginIsFollowedByAnother() {
        Reconnector reconnector = reconnector(() -> {
            throw new OutOfMemoryError("on purpose");
        });

        reconnector.start();

        assertThat(waits).hasSize(1);
    }

    @Test
    void anAttemptThatCouldNotBePlannedIsBegunAtTheNextLook() {
        AtomicInteger attempts = new AtomicInteger();
        Reconnector reconnector = reconnector(attempts::incrementAndGet);
        reconnector.start();
        noMemoryToPlan = true;
        reconnector.attemptFailed("nobody is there");

        reconnector.look();

        assertThat(attempts).hasValue(2);
        noMemoryToPlan = false;
        reconnector.attemptFailed("nobody is there");
        reconnector.look();
        assertThat(attempts).as("there is one planned").hasValue(2);
    }
}
