package com.atomiton.events.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.protocol.Acknowledgement.Range;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AcknowledgementTests {

    @Property(tries = 500)
    void anAcknowledgementComesBackAsItWas(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long cumulative,
            @ForAll @Size(max = 2 * Acknowledgement.MAX_RANGES) List<@LongRange(min = 1, max = 1L << 40) Long> steps) {
        List<Range> ranges = new ArrayList<>();
        long at = cumulative;
        for (int i = 0; i + 1 < steps.size(); i += 2) {
            long first = at + 1 + steps.get(i);
            at = first + steps.get(i + 1) - 1;
            ranges.add(new Range(first, at));
        }
        Acknowledgement acknowledgement = new Acknowledgement(cumulative, ranges);

        assertThat(Acknowledgement.of(acknowledgement.toBytes())).isEqualTo(acknowledgement);
    }

    @Test
    void onlyAWholeOneIsRead() {
        byte[] bytes = new Acknowledgement(4, List.of(new Range(6, 9), new Range(11, 11))).toBytes();

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> Acknowledgement.of(cut))
                    .withMessage("an acknowledgement of only " + length + " bytes");
        }
    }

    @Test
    void aNegativeNumberIsRefused() {
        byte[] negative = ByteBuffer.allocate(10).putLong(-1).array();

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Acknowledgement.of(negative));
    }
}
