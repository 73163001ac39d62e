package com.atomiton.events.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeerProgressTests {

    private final PeerProgress progress = new PeerProgress();

    @Test
    void aPeerThatHasTakenNothingDuringAWaitIsStalledUntilItTakesSomething() {
        long before = progress.taken();

        assertThat(progress.stall(before)).isTrue();
        assertThat(progress.stall(before)).as("that is no news").isFalse();
        assertThat(progress.isStalled()).isTrue();

        progress.took(1);
        assertThat(progress.isStalled()).isFalse();
    }

    @Test
    void aPeerThatHasTakenSomethingDuringAWaitIsNotStalled() {
        long before = progress.taken();
        progress.took(1);

        assertThat(progress.stall(before)).isFalse();
        assertThat(progress.isStalled()).isFalse();
    }

    @Test
    void refusalsAreCountedFromTheFirstOneSinceThePeerTookSomethingOrThereWasSpace() {
        assertThat(progress.refusedFor(100)).isZero();
        assertThat(progress.refusedFor(150)).isEqualTo(50);
        progress.took(1);
        assertThat(progress.refusedFor(200)).isZero();
        assertThat(progress.refusedFor(230)).isEqualTo(30);
        progress.hadSpace();
        assertThat(progress.refusedFor(900)).isZero();
    }
}
