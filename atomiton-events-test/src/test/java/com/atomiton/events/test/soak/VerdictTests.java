package com.atomiton.events.test.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who judges the soak must not be blind. */
class VerdictTests {

    private static Run run(int life, long first, long last) {
        return new Run(life, false, first, last);
    }

    private static Run again(int life, long first, long last) {
        return new Run(life, true, first, last);
    }

    private static void assertVerdict(Verdict verdict, long received, long lost, long doubled, long outOfOrder) {
        assertThat(verdict.received()).as("received").isEqualTo(received);
        assertThat(verdict.lost()).as("lost").isEqualTo(lost);
        assertThat(verdict.doubled()).as("doubled").isEqualTo(doubled);
        assertThat(verdict.outOfOrder()).as("out of order").isEqualTo(outOfOrder);
    }

    @Test
    void allOnceAndInOrderIsFaultless() {
        assertVerdict(Verdict.of(List.of(List.of(run(0, 0, 99))), 1, 100), 100, 0, 0, 0);
    }

    @Test
    void aHoleAndAMissingEndAreLost() {
        assertVerdict(Verdict.of(List.of(List.of(run(0, 0, 9), run(0, 12, 97))), 1, 100), 96, 4, 0, 0);
    }

    @Test
    void whatComesTwiceInOneLifeIsDoubledWhateverItSays() {
        assertVerdict(Verdict.of(List.of(List.of(run(0, 0, 9), again(0, 9, 99))), 1, 100), 100, 0, 1, 0);
    }

    @Test
    void whatFillsAHoleLaterIsOutOfOrder() {
        assertVerdict(Verdict.of(List.of(List.of(run(0, 0, 4), run(0, 6, 99), run(0, 5, 5))), 1, 100), 100, 0, 0, 1);
    }

    @Test
    void theNextLifeOfAReceiverMayGetAgainOnlyWhatSaysSo() {
        List<Run> killed = List.of(run(0, 0, 50));
        Verdict marked = Verdict.of(List.of(killed, List.of(again(0, 48, 52), run(0, 53, 99))), 1, 100);
        assertVerdict(marked, 100, 0, 0, 0);
        assertThat(marked.redelivered()).isEqualTo(3);
        assertVerdict(Verdict.of(List.of(killed, List.of(run(0, 50, 99))), 1, 100), 100, 0, 1, 0);
        assertVerdict(Verdict.of(List.of(killed, List.of(run(0, 52, 99))), 1, 100), 99, 1, 0, 0);
    }

    @Test
    void aKilledSenderMayTakeItsEndWithItButNothingBeforeWhatArrived() {
        assertVerdict(Verdict.of(List.of(List.of(run(0, 0, 7), run(1, 0, 9))), 2, 10), 18, 0, 0, 0);
        assertVerdict(Verdict.of(List.of(List.of(run(0, 0, 4), run(0, 6, 7), run(1, 0, 9))), 2, 10), 17, 1, 0, 0);
    }
}
