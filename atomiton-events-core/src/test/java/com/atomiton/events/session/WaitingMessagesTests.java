package com.atomiton.events.session;

import static com.atomiton.events.session.Messages.handOver;
import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.session.SendWindow.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What may happen in a send window to messages that wait. */
class WaitingMessagesTests {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Messages messages = new Messages();
    private final SendWindow window = new SendWindow(3, 1_000);

    @Test
    void whatWaitsAndWhatIsUnacknowledgedCountAgainstTheCapacity() {
        offer("a", "b", "c");
        handOver(window);

        assertThat(window.offer(messages.event("d"))).isEqualTo(Offer.FULL);
        window.acknowledge(new Acknowledgement(0, List.of(new Acknowledgement.Range(2, 2))));
        assertThat(window.offer(messages.event("e"))).isEqualTo(Offer.TAKEN);
        assertThat(window.offer(messages.event("f"))).isEqualTo(Offer.FULL);
        assertThat(messages.fates()).containsExactly("b: acknowledged");
    }

    @Test
    void bytesAreBoundedButOneAloneAlwaysFits() {
        OutboundMessage large = messages.event("large", 0, 2_000);
        assertThat(window.offer(large)).isEqualTo(Offer.TAKEN);
        assertThat(window.bytes()).isEqualTo(large.tail().frameSize()).isGreaterThan(2_000);

        assertThat(window.offer(messages.event("small"))).isEqualTo(Offer.FULL);
        window.withdraw(large);
        assertThat(window.bytes()).isZero();
        assertThat(window.offer(messages.event("small"))).isEqualTo(Offer.TAKEN);
    }

    @Test
    void repliesAndCancellationsAreTakenByAFullWindow() {
        offer("a", "b", "c");

        assertThat(window.offer(messages.reply("reply"))).isEqualTo(Offer.TAKEN);
        assertThat(window.offer(messages.cancel("cancel"))).isEqualTo(Offer.TAKEN);
        assertThat(window.offer(messages.progress("progress"))).isEqualTo(Offer.FULL);
        assertThat(window.offer(messages.request("request"))).isEqualTo(Offer.FULL);
    }

    @Test
    void theLatestOfAKeyReplacesTheOneThatWaitsAndGoesToTheTail() {
        window.offer(messages.event("10%").conflatedBy("p"));
        offer("log");
        window.offer(messages.event("20%").conflatedBy("p"));

        assertThat(handOver(window)).containsExactly("log#1", "20%#2");
        window.offer(messages.event("30%").conflatedBy("p"));
        assertThat(handOver(window)).containsExactly("30%#3");
        assertThat(messages.fates()).containsExactly("10%: SUPERSEDED");
    }

    @Test
    void theLatestOfAKeyFitsInPlaceOfTheOneItReplaces() {
        offer("a", "b");
        window.offer(messages.event("10%").conflatedBy("p"));

        assertThat(window.offer(messages.event("20%").conflatedBy("p"))).isEqualTo(Offer.TAKEN);
        assertThat(handOver(window)).containsExactly("a#1", "b#2", "20%#3");
    }

    @Test
    void oneThatDoesNotFitLeavesInPlaceWhatItWouldReplace() {
        window.offer(messages.event("a", 0, 500));
        window.offer(messages.event("small").conflatedBy("p"));

        assertThat(window.offer(messages.event("large", 0, 900).conflatedBy("p")))
                .isEqualTo(Offer.FULL);

        assertThat(messages.fates()).isEmpty();
        assertThat(handOver(window)).containsExactly("a#1", "small#2");
    }

    @Test
    void whatHasExpiredIsDroppedAndLeavesNoHole() {
        window.offer(messages.event("short").expiringAt(10));
        window.offer(messages.event("long").expiringAt(11));

        assertThat(Messages.next(window, 10, Integer.MAX_VALUE))
                .extracting(OutboundMessage::number)
                .isEqualTo(1L);
        assertThat(messages.fates()).containsExactly("short: EXPIRED");
        assertThat(window.events()).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeForThePeerIsDroppedAndToldAsAGap() {
        OutboundMessage small = messages.event("small");
        window.offer(messages.event("large", 0, 1));
        window.offer(small);

        OutboundMessage gap = Messages.next(window, 0, small.size());
        assertThat(gap).matches(OutboundMessage::isGap);
        assertThat(gap.number()).isEqualTo(2);
        assertThat(Messages.next(window, 0, small.size())).isSameAs(small);
        assertThat(messages.fates()).containsExactly("large: TOO_LARGE");
    }

    @Test
    void oneLeftOutForItsSizeIsToldThoughNothingElseIsSent() {
        window.leaveOut(messages.event("large"), false);

        assertThat(handOver(window)).containsExactly("#2");
        assertThat(window.events()).isZero();
    }

    @Test
    void thoseLeftOutForWantOfSpaceAreToldAsOneGapWhenThePeerTakesSomething() {
        offer("a", "b");
        handOver(window);
        window.leaveOut(messages.event("c"), true);
        assertThat(handOver(window)).isEmpty();
        window.leaveOut(messages.event("d"), true);

        assertThat(window.acknowledge(new Acknowledgement(1, List.of()))).isTrue();

        assertThat(handOver(window)).containsExactly("#5");
        window.resume(2);
        assertThat(handOver(window)).containsExactly("#5");
        assertThat(window.acknowledge(new Acknowledgement(5, List.of()))).isFalse();
        assertThat(window.oldest()).isEqualTo(6);
    }

    @Test
    void thoseLeftOutAreToldOfAtOnceWhenNothingIsLeftThatThePeerCouldTake() {
        window.offer(messages.unnumbered("v"));
        window.leaveOut(messages.event("b"), true);

        window.disconnected();

        assertThat(handOver(window)).containsExactly("#2");
    }

    @Test
    void aGapDoesNotHoldUpAReplyThatComesAfterIt() {
        offer("a");
        handOver(window);
        window.leaveOut(messages.event("b"), true);
        window.offer(messages.reply("r"));

        assertThat(handOver(window)).containsExactly("#3", "r#4");
    }

    @Test
    void theNextProcessLearnsOfAGapThatTheLastOneHasNotTakenNoteOf() {
        offer("a");
        handOver(window);
        window.leaveOut(messages.event("b"), false);
        handOver(window);

        window.restart();

        assertThat(handOver(window)).containsExactly("a#1", "#3");
    }

    @Test
    void whatIsSentToTheNextProcessAgainGoesBeforeTheRetainedEventThatItIsOwed() {
        offer("old", "other");
        handOver(window);
        window.restart();
        offer("later");
        window.evictOldest();

        window.follow(List.of("state"), Map.of("key", messages.event("state")));

        assertThat(handOver(window)).containsExactly("#2", "other#3", "state#4", "later#5");
    }

    @Test
    void whatHasExpiredMakesSpaceWithoutAConnection() {
        window.offer(messages.event("a").expiringAt(10));
        window.offer(messages.event("b").expiringAt(12));
        offer("c");
        assertThat(window.offer(messages.event("d"))).isEqualTo(Offer.FULL);

        assertThat(window.dropExpired(9)).isFalse();
        assertThat(window.dropExpired(10)).isTrue();
        assertThat(window.dropExpired(11)).isFalse();
        assertThat(window.dropExpired(12)).isTrue();

        offer("d");
        assertThat(messages.fates()).containsExactly("a: EXPIRED", "b: EXPIRED");
        assertThat(handOver(window)).containsExactly("c#1", "d#2");
    }

    @Test
    void aConnectionThatHasBeenReplacedIsHandedNothing() {
        offer("a");
        long replaced = window.lease();
        handOver(window);
        window.resume(1);
        offer("b");
        List<OutboundMessage> taken = new ArrayList<>();

        window.take(replaced, taken, 1_000, 0, Integer.MAX_VALUE);

        assertThat(taken).isEmpty();
        assertThat(handOver(window)).containsExactly("b#2");
    }

    @Test
    void whatAReplacedConnectionHadTakenAndNotWrittenIsHandedToTheNext() {
        offer("a", "b");
        handOver(window);

        window.resume(0);

        assertThat(handOver(window)).containsExactly("a#1", "b#2");
    }

    @Test
    void whatWaitsCanBeWithdrawnOnceAndLeavesNoHole() {
        OutboundMessage first = messages.request("first");
        OutboundMessage second = messages.request("second");
        window.offer(first);
        window.offer(second);

        assertThat(window.withdraw(first)).isTrue();
        assertThat(window.withdraw(first)).isFalse();
        assertThat(handOver(window)).containsExactly("second#1");
        assertThat(window.withdraw(second)).isFalse();
        assertThat(messages.fates()).containsExactly("first: WITHDRAWN");
    }

    @Test
    void anEvictedEventIsToldAsAGap() {
        offer("a");
        handOver(window);
        window.offer(messages.request("request"));
        offer("b");

        assertThat(window.evictOldest()).isTrue();
        assertThat(window.evictOldest()).isFalse();
        offer("c");

        assertThat(handOver(window)).containsExactly("#3", "request#4", "c#5");
        assertThat(messages.fates()).containsExactly("b: OVERFLOW");
        window.acknowledge(new Acknowledgement(5, List.of()));
        assertThat(window.oldest()).isEqualTo(6);
    }

    @Test
    void anEvictedEventWithoutANumberLeavesNoneOut() {
        window.offer(messages.unnumbered("volatile"));
        offer("a");

        assertThat(window.evictOldest()).isTrue();

        assertThat(handOver(window)).containsExactly("a#1");
    }

    @Test
    void whatMatchesIsDiscarded() {
        offer("a", "b");
        window.offer(messages.event("c").conflatedBy("k"));
        Messages.next(window, 0, Integer.MAX_VALUE);

        window.discardWaiting(message -> !message.name().equals("b"), DropReason.NO_SUBSCRIBER);
        window.offer(messages.event("d").conflatedBy("k"));

        assertThat(messages.fates()).containsExactly("c: NO_SUBSCRIBER");
        assertThat(handOver(window)).containsExactly("b#2", "d#3");
    }

    @Test
    void manyReplacedOnesTakeNoSpace() {
        for (int i = 0; i < 10_000; i++) {
            window.offer(messages.event("p" + i).conflatedBy("p"));
        }

        assertThat(window.events()).isEqualTo(1);
        assertThat(handOver(window)).containsExactly("p9999#1");
        assertThat(messages.fates()).hasSize(9_999).doesNotHaveDuplicates();
    }

    @Test
    void whoWaitsForSpaceIsToldOfIt() throws Exception {
        offer("a", "b", "c");
        handOver(window);
        assertThat(window.awaitSpaceFor(messages.event("d"), 1)).isFalse();

        CompletableFuture<Boolean> space = CompletableFuture.supplyAsync(() -> awaitSpace());
        window.acknowledge(new Acknowledgement(1, List.of()));

        assertThat(space.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWaitsForSpaceIsToldOfTheEnd() throws Exception {
        offer("a", "b", "c");

        CompletableFuture<Boolean> space = CompletableFuture.supplyAsync(() -> awaitSpace());
        window.close(DropReason.CLOSED);

        assertThat(space.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean awaitSpace() {
        try {
            return window.awaitSpaceFor(messages.event("d"), MINUTE);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void offer(String... names) {
        for (String name : names) {
            assertThat(window.offer(messages.event(name))).isEqualTo(Offer.TAKEN);
        }
    }
}
