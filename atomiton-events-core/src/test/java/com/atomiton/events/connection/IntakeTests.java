package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameDecoder;
import com.atomiton.events.protocol.FrameType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IntakeTests {

    private static final byte[] INTEREST =
            Frame.control(FrameType.INTEREST, new byte[8]).toBytes();

    private final List<FrameType> taken = new ArrayList<>();

    private Intake intake(boolean takesTurns) {
        return new Intake(
                new FrameDecoder(1_000), new ControlQueue(), new ContractWork(), this::takeTenMilliseconds, takesTurns);
    }

    private void takeTenMilliseconds(Frame frame) {
        taken.add(frame.type());
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static ByteBuffer changes(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * INTEREST.length);
        for (int i = 0; i < count; i++) {
            bytes.put(INTEREST);
        }
        return bytes.flip();
    }

    @Test
    void controlFramesThatTakeLongAreTakenAFewAtATimeAndNoneIsLost() {
        Intake intake = intake(true);
        ByteBuffer in = changes(3);

        intake.arrived(in);

        assertThat(in.hasRemaining()).isFalse();
        assertThat(taken).hasSize(1);
        assertThat(intake.look(null)).isTrue();
        intake.arrived(changes(1));
        assertThat(taken).hasSize(1);
        await().until(() -> {
            intake.goOn();
            return !intake.look(null);
        });
        assertThat(taken).hasSize(4);
    }

    @Test
    void whereReadingCannotPauseAllAreTakenAtOnce() {
        Intake intake = intake(false);

        intake.arrived(changes(3));

        assertThat(taken).hasSize(3);
        assertThat(intake.look(null)).isFalse();
    }
}
