package com.atomiton.events.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.protocol.Acknowledgement.Range;
import com.atomiton.events.protocol.ProtocolException;
import com.atomiton.events.session.ReceiveWindow.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveWindowTests {

    private static final int COUNT = 40;

    private final ReceiveWindow window = new ReceiveWindow();

    @Property(tries = 500)
    void whateverTheOrderTheAcknowledgementNamesWhatIsDone(@ForAll("orders") List<Integer> order) {
        ReceiveWindow window = new ReceiveWindow();
        for (int number = 1; number <= COUNT; number++) {
            window.accept(number);
        }
        TreeSet<Long> done = new TreeSet<>();
        for (long number : order) {
            window.done(number);
            done.add(number);
            assertThat(all(window)).isEqualTo(expected(done));
        }
    }

    @Property(tries = 500)
    void whateverTheOrderAndTheMomentsAllThatIsDoneIsToldOnce(
            @ForAll("orders") List<Integer> order, @ForAll Random random) {
        ReceiveWindow window = new ReceiveWindow();
        window.tellOn(this);
        for (int number = 1; number <= COUNT; number++) {
            window.accept(number);
        }
        TreeSet<Long> done = new TreeSet<>();
        TreeSet<Long> told = new TreeSet<>();
        List<Long> toldInRanges = new ArrayList<>();
        for (long number : order) {
            window.done(number);
            done.add(number);
            if (random.nextInt(3) == 0) {
                window.takeAcknowledgements(this).forEach(due -> {
                    LongStream.rangeClosed(1, due.cumulative()).forEach(told::add);
                    due.ranges()
                            .forEach(range -> LongStream.rangeClosed(range.first(), range.last())
                                    .peek(toldInRanges::add)
                                    .forEach(told::add));
                });
                assertThat(told).isEqualTo(done);
            }
        }
        assertThat(toldInRanges).hasSizeLessThanOrEqualTo(order.size());
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        // Some are done twice, some never.
        return Arbitraries.integers().between(1, COUNT).list().ofMaxSize(2 * COUNT);
    }

    private static Acknowledgement expected(TreeSet<Long> done) {
        long cumulative = 0;
        List<Range> ranges = new ArrayList<>();
        for (long number : done) {
            if (number == cumulative + 1) {
                cumulative = number;
            } else if (!ranges.isEmpty() && ranges.get(ranges.size() - 1).last() == number - 1) {
                ranges.set(
                        ranges.size() - 1,
                        new Range(ranges.get(ranges.size() - 1).first(), number));
            } else {
                ranges.add(new Range(number, number));
            }
        }
        return new Acknowledgement(cumulative, ranges);
    }

    @Test
    void aNumberIsNewOnce() {
        assertThat(window.accept(1)).isEqualTo(Receipt.IN_ORDER);
        assertThat(window.accept(2)).isEqualTo(Receipt.IN_ORDER);
        assertThat(window.accept(1)).isEqualTo(Receipt.DOUBLE);
        assertThat(window.accept(2)).isEqualTo(Receipt.DOUBLE);
        assertThat(window.received()).isEqualTo(2);
    }

    @Test
    void whatAGapSkipsIsAcknowledgedLikeTheRest() {
        window.accept(1);
        assertThat(window.accept(5)).isEqualTo(Receipt.AFTER_GAP);
        assertThat(window.accept(3)).isEqualTo(Receipt.DOUBLE);

        assertThat(all(window)).isEqualTo(acknowledgement(0, new Range(2, 4)));
        window.done(5);
        window.done(1);
        assertThat(all(window)).isEqualTo(acknowledgement(5));
    }

    @Test
    void aGapOfOneIsAGap() {
        window.accept(1);
        window.done(1);

        assertThat(window.accept(3)).isEqualTo(Receipt.AFTER_GAP);
        assertThat(all(window)).isEqualTo(acknowledgement(2));
    }

    @Test
    void aSenderWhoseOldestIsHigherHasDroppedTheOnesBefore() {
        window.accept(1);
        window.done(1);

        assertThat(window.expectFrom(1)).isZero();
        assertThat(window.expectFrom(2)).isZero();
        assertThat(window.expectFrom(5)).isEqualTo(2);
        assertThat(window.received()).isEqualTo(4);
        assertThat(all(window)).isEqualTo(acknowledgement(4));
        assertThat(window.accept(5)).isEqualTo(Receipt.IN_ORDER);
    }

    @Test
    void anAcknowledgementIsDueOnce() {
        window.tellOn(this);
        assertThat(window.takeAcknowledgements(this)).containsExactly(acknowledgement(0));
        window.accept(1);
        window.accept(2);
        assertThat(window.takeAcknowledgements(this)).isEmpty();

        assertThat(window.done(2)).isEqualTo(1);
        assertThat(window.done(1)).isEqualTo(2);

        assertThat(window.takeAcknowledgements(this)).containsExactly(acknowledgement(2));
        assertThat(window.takeAcknowledgements(this)).isEmpty();
        assertThat(all(window)).isEqualTo(acknowledgement(2));
    }

    @Test
    void whatIsDoneBetweenThousandsThatAreNotIsToldAtOnceAndOnce() {
        window.tellOn(this);
        int count = 20_000;
        for (int number = 1; number <= count; number++) {
            window.accept(number);
        }
        List<Range> told = new ArrayList<>();
        for (int number = 2; number <= count; number += 2) {
            window.done(number);
            window.takeAcknowledgements(this).forEach(due -> told.addAll(due.ranges()));
            assertThat(told.get(told.size() - 1)).isEqualTo(new Range(number, number));
        }

        assertThat(told).hasSize(count / 2);
    }

    @Test
    void whatDoesNotFitIntoOneAcknowledgementIsInTheNextOnes() {
        window.tellOn(this);
        int count = 2 * (2 * Acknowledgement.MAX_RANGES + 10);
        for (int number = 1; number <= count; number++) {
            window.accept(number);
        }
        for (int number = 2; number <= count; number += 2) {
            window.done(number);
        }

        assertThat(window.takeAcknowledgements(this))
                .extracting(due -> due.ranges().size())
                .containsExactly(Acknowledgement.MAX_RANGES, Acknowledgement.MAX_RANGES, 10);
        assertThat(window.takeAcknowledgements(this)).isEmpty();
    }

    @Test
    void allIsToldAnewOnTheNextConnectionAndNothingMoreOnTheLast() {
        Object next = new Object();
        window.tellOn(this);
        for (int number = 1; number <= 4; number++) {
            window.accept(number);
        }
        window.done(2);
        assertThat(window.takeAcknowledgements(this)).containsExactly(acknowledgement(0, new Range(2, 2)));

        window.tellOn(next);
        window.done(4);

        assertThat(window.takeAcknowledgements(this)).isEmpty();
        assertThat(window.takeAcknowledgements(next))
                .containsExactly(acknowledgement(0, new Range(2, 2), new Range(4, 4)));
    }

    @Test
    void theNumbersOfAnotherProcessBeginWhereItSays() {
        ReceiveWindow another = new ReceiveWindow(7);

        assertThat(another.received()).isEqualTo(6);
        assertThat(all(another)).isEqualTo(acknowledgement(6));
        assertThat(another.accept(7)).isEqualTo(Receipt.IN_ORDER);
        another.done(7);
        assertThat(all(another)).isEqualTo(acknowledgement(7));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void numbersCannotBeginBeforeOne(long from) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new ReceiveWindow(from))
                .withMessage("numbers begin at 1, but 'from' is " + from);
    }

    private static Acknowledgement all(ReceiveWindow window) {
        Object connection = new Object();
        window.tellOn(connection);
        List<Acknowledgement> all = window.takeAcknowledgements(connection);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Acknowledgement acknowledgement(long cumulative, Range... ranges) {
        return new Acknowledgement(cumulative, List.of(ranges));
    }
}
