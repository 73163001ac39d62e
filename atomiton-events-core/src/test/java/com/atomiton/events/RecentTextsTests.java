package com.atomiton.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTextsTests {

    private final AtomicLong now = new AtomicLong();
    private final RecentTexts texts = new RecentTexts(now::get);

    @Test
    void textsThatTakeTurnsAreNewOnceEach() {
        assertThat(texts.isNew("broken")).isTrue();
        assertThat(texts.isNew("closed")).isTrue();

        assertThat(texts.isNew("broken")).isFalse();
        assertThat(texts.isNew("closed")).isFalse();
    }

    @Test
    void aTextIsNewAgainWhenItHasNotComeForTenMinutes() {
        texts.isNew("closed");
        now.addAndGet(RecentTexts.PERIOD_NANOS - 1);
        assertThat(texts.isNew("closed")).isFalse();

        now.addAndGet(RecentTexts.PERIOD_NANOS);
        assertThat(texts.isNew("closed")).isTrue();
    }

    @Test
    void noMoreThanSoManyAreKeptWhateverPeersSay() {
        texts.isNew("first");
        for (int i = 0; i < RecentTexts.KEPT; i++) {
            texts.isNew("other " + i);
        }

        assertThat(texts.isNew("first")).as("forgotten").isTrue();
        assertThat(texts.isNew("other " + (RecentTexts.KEPT - 1))).isFalse();
    }

    @Test
    void afterAClearAllAreNew() {
        texts.isNew("closed");
        texts.clear();

        assertThat(texts.isNew("closed")).isTrue();
    }
}
