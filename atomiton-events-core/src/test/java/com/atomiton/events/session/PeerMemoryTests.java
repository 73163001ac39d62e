package com.atomiton.events.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.session.SendWindow.Offer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerMemoryTests {

    private static final int CAPACITY = 1024 * 1024;
    private static final int LARGE = 100_000;

    private final PeerMemory memory = new PeerMemory(CAPACITY);
    private final Messages messages = new Messages();
    private final Peer greedy = new Peer();
    private final Peer modest = new Peer();

    /** What a peer has sent, as the test says. */
    private static final class Peer implements PeerMemory.Received {

        private long unconsumed;
        private long incomplete;
        private long lasting;
        private boolean over;

        @Override
        public long unconsumed() {
            return unconsumed;
        }

        @Override
        public long incomplete() {
            return incomplete;
        }

        @Override
        public long lasting() {
            return lasting;
        }

        @Override
        public boolean isOver() {
            return over;
        }
    }

    private SendWindow window() {
        return new SendWindow(65_536, 16L * 1024 * 1024, memory);
    }

    private int fill(SendWindow window, int payload) {
        int taken = 0;
        while (window.offer(messages.event("e", 0, payload)) == Offer.TAKEN) {
            taken++;
        }
        return taken;
    }

    @Test
    void allWindowsTogetherHoldNoMoreAndEachStillHasItsMinimum() {
        SendWindow first = window();
        SendWindow second = window();

        assertThat(fill(first, LARGE)).isEqualTo(10);

        assertThat(first.lacksMemoryFor(messages.event("e", 0, LARGE))).isTrue();
        // One message is always taken, however large it is; and small ones within the minimum.
        assertThat(fill(second, LARGE)).isEqualTo(1);
        SendWindow third = window();
        assertThat(fill(third, 10)).isPositive();
    }

    @Test
    void whatIsAcknowledgedIsLentToOthers() {
        SendWindow first = window();
        SendWindow second = window();
        int taken = fill(first, LARGE);
        Messages.handOver(first);

        first.acknowledge(new Acknowledgement(taken, List.of()));

        assertThat(fill(second, LARGE)).isEqualTo(10);
        second.close(DropReason.CLOSED);
        assertThat(fill(first, LARGE)).isEqualTo(10);
    }

    @Test
    void answersAreTakenAllTheSameAndCount() {
        SendWindow first = window();
        fill(first, LARGE);

        assertThat(first.offer(messages.reply("r"))).isEqualTo(Offer.TAKEN);
        assertThat(first.unboundedBytes())
                .isEqualTo(PeerMemory.MESSAGE_OVERHEAD + messages.reply("r").size());
    }

    @Test
    void onlyThoseWhoHoldMuchAreNotReadOnWhenNothingIsLeft() {
        memory.watch(greedy);
        memory.watch(modest);
        greedy.unconsumed = CAPACITY;
        modest.unconsumed = LARGE;

        await().until(() -> memory.isTooMuch(greedy));
        assertThat(memory.isTooMuch(modest)).isFalse();

        greedy.unconsumed = 0;
        await().until(() -> !memory.isTooMuch(greedy));
    }

    @Test
    void ofFramesThatFillItUnfinishedOneAfterTheOtherComesToItsEnd() {
        memory.watch(greedy);
        memory.watch(modest);
        greedy.incomplete = CAPACITY;
        modest.incomplete = CAPACITY;
        await().until(memory::isShort);

        assertThat(memory.isTooMuch(greedy)).isFalse();
        assertThat(memory.isTooMuch(modest)).isTrue();

        greedy.incomplete = 0;
        await().until(() -> !memory.isTooMuch(modest));
    }

    @Test
    void aSessionThatIsOverCountsUntilWhatCameIsConsumed() {
        memory.watch(greedy);
        greedy.unconsumed = CAPACITY;
        greedy.lasting = 1;
        greedy.over = true;
        await().pollInterval(Duration.ofMillis(2)).until(memory::isShort);
        assertThat(memory.hasRoomForAnother()).isFalse();

        greedy.unconsumed = 0;

        await().until(memory::hasRoomForAnother);
    }
}
