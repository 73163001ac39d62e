package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import org.junit.jupiter.api.Test;

class ControlQueueTests {

    private final ControlQueue queue = new ControlQueue();

    private static Frame frame(int size) {
        return Frame.control(FrameType.CONTRACT, new byte[size - Frame.HEADER_SIZE]);
    }

    @Test
    void whatIsNotReadIsBoundedAndLessSoAfterTheHandshake() {
        assertThat(queue.add(frame(128 * 1024))).isTrue();
        assertThat(queue.add(frame(10))).isFalse();

        queue.established();

        assertThat(queue.add(frame(10))).isTrue();
        assertThat(queue.add(frame(16 * 1024 * 1024))).isFalse();
        assertThat(queue).hasToString("more than 16777216 bytes of control frames wait to be read by it");
    }

    @Test
    void whatIsWrittenMakesRoom() {
        Frame first = frame(128 * 1024);
        queue.add(first);

        assertThat(queue.poll()).isSameAs(first);

        assertThat(queue.bytes()).isZero();
        assertThat(queue.add(first)).isTrue();
    }

    @Test
    void afterTheEndNothingIsKept() {
        queue.add(frame(10));
        queue.close();

        assertThat(queue.add(frame(10))).isTrue();
        assertThat(queue.bytes()).isZero();
        assertThat(queue.poll()).isNull();
    }
}
