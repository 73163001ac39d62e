package com.atomiton.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;

class LimitedLogTests {

    private final AtomicLong now = new AtomicLong();
    private final List<String> logged = new ArrayList<>();

    private final LimitedLog log = new LimitedLog(
            new NoOpLog() {
                @Override
                public void warn(Object message) {
                    logged.add(message.toString());
                }

                @Override
                public void error(Object message) {
                    logged.add(message.toString());
                }
            },
            now::get);

    @Test
    void ofAFloodAFewAreLoggedAndTheNextOneSaysHowManyThereWere() {
        for (int i = 0; i < 10_000; i++) {
            log.warn("gap " + i);
        }
        assertThat(logged).containsExactly("gap 0", "gap 1", "gap 2", "gap 3", "gap 4");

        now.addAndGet(LimitedLog.PERIOD_NANOS);
        log.warn("gap again");
        log.warn("and again");
        assertThat(logged)
                .hasSize(7)
                .endsWith("gap again (" + (10_000 - 5) + " more like it since the last one)", "and again");
    }

    @Test
    void whatAPeerSaidIsEscapedHereToo() {
        log.error("It failed", new RemoteEventException("a.B", "a\nforged", "", null, Map.of()));
        assertThat(logged).singleElement().asString().contains("a\\u000Aforged");
    }

    @Test
    void aLoggingSystemThatFailsTakesNothingWithItAndWhatItMissedIsCounted() {
        AtomicBoolean fails = new AtomicBoolean(true);
        LimitedLog failing = new LimitedLog(
                new NoOpLog() {
                    @Override
                    public void error(Object message) {
                        if (fails.get()) {
                            throw new OutOfMemoryError("on purpose");
                        }
                        logged.add(message.toString());
                    }

                    @Override
                    public void error(Object message, Throwable failure) {
                        error(message);
                    }
                },
                now::get);

        failing.error("It failed", new IllegalStateException());
        failing.error("It failed");
        fails.set(false);
        failing.error("It failed again");

        assertThat(logged).containsExactly("It failed again (2 more like it since the last one)");
    }
}
