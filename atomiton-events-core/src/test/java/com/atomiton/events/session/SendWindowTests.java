package com.atomiton.events.session;

import static com.atomiton.events.session.Messages.handOver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.protocol.Acknowledgement.Range;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.ProtocolException;
import com.atomiton.events.session.SendWindow.Offer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, acknowledgement and what follows a new connection; what may happen before is in WaitingMessagesTests. */
class SendWindowTests {

    private final Messages messages = new Messages();
    private final SendWindow window = new SendWindow(100, 1_000_000);

    @Test
    void aMessageGetsItsNumberWhenItIsHandedOver() {
        OutboundMessage first = messages.event("a");
        window.offer(first);

        assertThat(first.number()).isZero();
        assertThat(window.oldest()).isEqualTo(1);
        window.offer(messages.unnumbered("v"));
        window.offer(messages.event("b"));

        assertThat(handOver(window)).containsExactly("a#1", "v#0", "b#2");
        assertThat(window.unacknowledged()).isEqualTo(2);
        assertThat(window.events()).isEqualTo(2);
    }

    @Test
    void anAcknowledgementReleasesWhatItNamesAndTellsEachOnce() {
        offer("a", "b", "c", "d", "e");
        handOver(window);

        window.acknowledge(acknowledgement(0, range(4, 5), range(2, 2)));
        assertThat(window.oldest()).isEqualTo(1);
        window.acknowledge(acknowledgement(2, range(4, 5)));
        window.acknowledge(acknowledgement(2, range(4, 5)));

        assertThat(messages.fates())
                .containsExactly("d: acknowledged", "e: acknowledged", "b: acknowledged", "a: acknowledged");
        assertThat(window.oldest()).isEqualTo(3);
        window.acknowledge(acknowledgement(5));
        assertThat(messages.fates()).hasSize(5).last().isEqualTo("c: acknowledged");
        assertThat(window.events()).isZero();
        assertThat(window.bytes()).isZero();
        assertThat(window.oldest()).isEqualTo(6);
    }

    @Test
    void anAcknowledgementThatComesAfterTheEndIsNoViolation() {
        offer("a");
        handOver(window);
        window.close(DropReason.CLOSED);

        assertThat(window.acknowledge(acknowledgement(1))).isFalse();

        assertThat(messages.fates()).containsExactly("a: CLOSED");
    }

    @ParameterizedTest
    @CsvSource({"4,0,0", "2,3,4", "9223372036854775807,0,0"})
    void acknowledgingWhatWasNeverSentIsRefusedAndReleasesNothing(long cumulative, long first, long last) {
        offer("a", "b", "c");
        handOver(window);
        Acknowledgement invalid =
                first == 0 ? acknowledgement(cumulative) : acknowledgement(cumulative, range(first, last));

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> window.acknowledge(invalid));

        assertThat(messages.fates()).isEmpty();
        assertThat(window.events()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aNewConnectionGetsAgainWhatWasNotReceivedThenWhatWaits(int received) {
        offer("a", "b", "c", "d", "e", "f");
        handOver(window);
        window.acknowledge(acknowledgement(0, range(4, 4)));
        offer("g");

        window.resume(received);

        assertThat(handOver(window))
                .containsExactlyElementsOf(IntStream.rangeClosed(received + 1, 7)
                        .filter(number -> number != 4)
                        .mapToObj(number -> "abcdefg".charAt(number - 1) + "#" + number)
                        .toList());
    }

    @Test
    void anAcknowledgementWhileMessagesAreSentAgainSparesTheRest() {
        offer("a", "b", "c", "d");
        handOver(window);
        window.resume(0);
        assertThat(Messages.next(window, 0, Integer.MAX_VALUE))
                .extracting(OutboundMessage::name)
                .isEqualTo("a");

        window.acknowledge(acknowledgement(3));

        assertThat(handOver(window)).containsExactly("d#4");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 3, Long.MAX_VALUE})
    void havingReceivedWhatWasNeverSentIsRefused(long received) {
        offer("a", "b");
        handOver(window);

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> window.resume(received));
    }

    @Test
    void anotherProcessGetsTheUnacknowledgedEventsAnewAndMarked() {
        offer("a", "b", "c");
        handOver(window);
        window.acknowledge(acknowledgement(1, range(3, 3)));
        offer("d");

        window.restart();

        assertThat(window.oldest()).isEqualTo(2);
        OutboundMessage again = Messages.next(window, 0, Integer.MAX_VALUE);
        assertThat(again).extracting(OutboundMessage::name).isEqualTo("b");
        assertThat(again.number()).isEqualTo(2);
        assertThat(MessageFlags.isSet(again.flags(), MessageFlags.REDELIVERED)).isTrue();
        OutboundMessage fresh = Messages.next(window, 0, Integer.MAX_VALUE);
        assertThat(fresh.number()).isEqualTo(3);
        assertThat(MessageFlags.isSet(fresh.flags(), MessageFlags.REDELIVERED)).isFalse();
        window.acknowledge(acknowledgement(3));
        assertThat(messages.fates())
                .containsExactly("a: acknowledged", "c: acknowledged", "b: acknowledged", "d: acknowledged");
    }

    @Test
    void anotherProcessGetsNothingOfWhatTheEarlierOneAskedOrWasAsked() {
        window.offer(messages.request("sent"));
        window.offer(messages.reply("answered"));
        window.offer(messages.event("event"));
        handOver(window);
        window.offer(messages.reply("late reply"));
        window.offer(messages.progress("late progress"));
        window.offer(messages.cancel("late cancel"));
        window.offer(messages.request("unsent"));

        window.restart();

        assertThat(handOver(window)).containsExactly("event#1", "unsent#2");
        assertThat(messages.fates())
                .containsExactlyInAnyOrder(
                        "sent: PEER_LOST",
                        "answered: PEER_LOST",
                        "late reply: PEER_LOST",
                        "late progress: PEER_LOST",
                        "late cancel: PEER_LOST");
        assertThat(window.events()).isEqualTo(2);
    }

    @Test
    void ofTheLatestEventsAnotherProcessGetsTheNewest() {
        window.offer(messages.event("old").conflatedBy("k"));
        handOver(window);
        window.offer(messages.event("newer").conflatedBy("k"));
        handOver(window);
        window.offer(messages.event("other").conflatedBy("o"));
        handOver(window);
        window.offer(messages.event("newest of o").conflatedBy("o"));

        window.restart();

        assertThat(handOver(window)).containsExactly("newer#1", "newest of o#2");
        assertThat(messages.fates()).containsExactlyInAnyOrder("old: SUPERSEDED", "other: SUPERSEDED");
    }

    @Test
    void whatIsNotKeptEndsWithTheConnection() {
        window.offer(messages.unnumbered("volatile"));
        window.offer(messages.event("kept"));

        window.disconnected();

        assertThat(messages.fates()).containsExactly("volatile: NOT_CONNECTED");
        assertThat(handOver(window)).containsExactly("kept#1");
    }

    @Test
    void aClosedWindowTellsAllAndTakesNothing() throws InterruptedException {
        offer("sent");
        handOver(window);
        offer("waiting");

        window.close(DropReason.CLOSED);
        window.close(DropReason.PEER_LOST);

        assertThat(messages.fates()).containsExactly("sent: CLOSED", "waiting: CLOSED");
        assertThat(window.offer(messages.event("late"))).isEqualTo(Offer.CLOSED);
        assertThat(Messages.next(window, 0, Integer.MAX_VALUE)).isNull();
        assertThat(window.awaitDelivered(0)).isTrue();
        assertThat(messages.fates()).hasSize(2);
    }

    @Test
    void oneThatStaysLongDoesNotMakeThoseAfterItTakeSpace() {
        SentMessages sent = new SentMessages();
        List<OutboundMessage> released = new java.util.ArrayList<>();
        sent.add(messages.event("long"));
        for (int number = 2; number <= 10_000; number++) {
            sent.add(messages.event("short"));
            sent.release(number, number, released);
        }
        sent.add(OutboundMessage.gap(1L << 40));

        assertThat(sent.capacity()).isLessThanOrEqualTo(32);
        assertThat(sent.size()).isEqualTo(2);
        assertThat(sent.oldest()).isEqualTo(1);
        sent.resendAfter(0);
        assertThat(sent.nextToResend()).extracting(OutboundMessage::name).isEqualTo("long");
        assertThat(sent.nextToResend()).extracting(OutboundMessage::number).isEqualTo(10_001 + (1L << 40));
    }

    private void offer(String... names) {
        for (String name : names) {
            assertThat(window.offer(messages.event(name))).isEqualTo(Offer.TAKEN);
        }
    }

    private static Acknowledgement acknowledgement(long cumulative, Range... ranges) {
        return new Acknowledgement(cumulative, List.of(ranges));
    }

    private static Range range(long first, long last) {
        return new Range(first, last);
    }
}
