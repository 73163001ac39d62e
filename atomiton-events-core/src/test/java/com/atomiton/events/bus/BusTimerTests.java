package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTimerTests {

    private final BusTimer timer = new BusTimer(task -> {
        Thread thread = new Thread(task, "timer of a test");
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void whatIsRepeatedIsRepeatedThoughItThrows() throws Exception {
        CountDownLatch atFixedRate = new CountDownLatch(3);
        CountDownLatch withFixedDelay = new CountDownLatch(3);
        var unused = timer.scheduleAtFixedRate(() -> fail(atFixedRate), 1, 1, TimeUnit.MILLISECONDS);
        unused = timer.scheduleWithFixedDelay(() -> fail(withFixedDelay), 1, 1, TimeUnit.MILLISECONDS);

        assertThat(atFixedRate.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(withFixedDelay.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static void fail(CountDownLatch calls) {
        calls.countDown();
        throw new OutOfMemoryError("on purpose");
    }
}
