package com.atomiton.events.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.protocol.Acknowledgement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A send window and a receive window, and between them a link that is cut at any time and loses what is on its way. */
class LossyLinkTests {

    enum Step {
        OFFER,
        OFFER_LATEST,
        EVICT,
        HAND_OVER,
        ARRIVE,
        CONSUME,
        ACKNOWLEDGE,
        ACKNOWLEDGEMENT_ARRIVES,
        CUT
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.frequency(
                        Tuple.of(6, Step.OFFER),
                        Tuple.of(3, Step.OFFER_LATEST),
                        Tuple.of(1, Step.EVICT),
                        Tuple.of(8, Step.HAND_OVER),
                        Tuple.of(8, Step.ARRIVE),
                        Tuple.of(8, Step.CONSUME),
                        Tuple.of(4, Step.ACKNOWLEDGE),
                        Tuple.of(4, Step.ACKNOWLEDGEMENT_ARRIVES),
                        Tuple.of(2, Step.CUT))
                .list()
                .ofMinSize(20)
                .ofMaxSize(300);
    }

    @Property(tries = 500)
    void eachMessageArrivesOnceAndInOrderOrIsToldToBeDropped(
            @ForAll("steps") List<Step> steps, @ForAll long consumingOrder) {
        Simulation simulation = new Simulation(new Random(consumingOrder));
        steps.forEach(simulation::take);
        simulation.settle();

        assertThat(simulation.delivered).isSorted().doesNotHaveDuplicates();
        List<String> expected = new ArrayList<>();
        simulation.delivered.forEach(message -> expected.add(message + ": acknowledged"));
        simulation.messages.fates().stream()
                .filter(fate -> !fate.endsWith(": acknowledged"))
                .forEach(expected::add);
        assertThat(simulation.messages.fates()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(simulation.messages.fates()).hasSize(simulation.offered);
        assertThat(simulation.outbound.events()).isZero();
        assertThat(simulation.outbound.bytes()).isZero();
        assertThat(simulation.inbound.doneUpTo()).as("no hole is left").isEqualTo(simulation.inbound.received());
        long evicted = simulation.messages.fates().stream()
                .filter(fate -> fate.endsWith(": OVERFLOW"))
                .count();
        assertThat(simulation.missing).isEqualTo(evicted);
    }

    private static final class Simulation {

        private final Random random;
        private final Messages messages = new Messages();
        private final SendWindow outbound = new SendWindow(1_000, 1_000_000);
        private final ReceiveWindow inbound = new ReceiveWindow();
        private final Deque<OutboundMessage> onTheWay = new ArrayDeque<>();
        private final Deque<Acknowledgement> acknowledgements = new ArrayDeque<>();
        private final List<Long> busyWith = new ArrayList<>();
        private final List<String> delivered = new ArrayList<>();
        private int offered;
        private long missing;

        Simulation(Random random) {
            this.random = random;
        }

        boolean take(Step step) {
            return switch (step) {
                case OFFER -> offer(messages.event(nextName()));
                case OFFER_LATEST -> offer(messages.event(nextName()).conflatedBy("k" + random.nextInt(2)));
                case EVICT -> outbound.evictOldest();
                case HAND_OVER -> handOver();
                case ARRIVE -> arrive();
                case CONSUME -> consume();
                case ACKNOWLEDGE -> acknowledge();
                case ACKNOWLEDGEMENT_ARRIVES -> acknowledgementArrives();
                case CUT -> cut();
            };
        }

        /** Until nothing changes any more. */
        void settle() {
            cut();
            while (handOver() | arrive() | consume() | acknowledge() | acknowledgementArrives()) {
                // There was something to do
            }
        }

        private String nextName() {
            return "m%05d".formatted(++offered);
        }

        private boolean offer(OutboundMessage message) {
            return outbound.offer(message) == SendWindow.Offer.TAKEN;
        }

        private boolean handOver() {
            OutboundMessage message = Messages.next(outbound, 0, Integer.MAX_VALUE);
            return message != null && onTheWay.add(message);
        }

        private boolean arrive() {
            OutboundMessage message = onTheWay.poll();
            if (message == null) {
                return false;
            }
            long expected = inbound.received() + 1;
            ReceiveWindow.Receipt receipt = inbound.accept(message.number());
            assertThat(receipt)
                    .as("a link that loses all after a point gives no doubles")
                    .isNotEqualTo(ReceiveWindow.Receipt.DOUBLE);
            missing += message.number() - expected;
            busyWith.add(message.number());
            if (!message.isGap()) {
                delivered.add(message.name());
            }
            return true;
        }

        private boolean consume() {
            if (busyWith.isEmpty()) {
                return false;
            }
            inbound.done(busyWith.remove(random.nextInt(busyWith.size())));
            return true;
        }

        private boolean acknowledge() {
            List<Acknowledgement> due = inbound.takeAcknowledgements(this);
            due.forEach(one -> acknowledgements.add(Acknowledgement.of(one.toBytes())));
            return !due.isEmpty();
        }

        private boolean acknowledgementArrives() {
            Acknowledgement acknowledgement = acknowledgements.poll();
            if (acknowledgement == null) {
                return false;
            }
            outbound.acknowledge(acknowledgement);
            return true;
        }

        /** What the handshake of the next connection does. */
        private boolean cut() {
            onTheWay.clear();
            acknowledgements.clear();
            outbound.disconnected();
            long expected = inbound.received() + 1;
            outbound.resume(inbound.received());
            if (inbound.expectFrom(outbound.oldest()) > 0) {
                missing += outbound.oldest() - expected;
            }
            inbound.tellOn(this);
            return acknowledge();
        }
    }
}
