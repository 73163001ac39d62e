package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.PeerMemory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageInboxTests {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings(TIME, TIME, TIME, 2, TIME, TIME, TIME, 1, 1, 10, 1_000, Long.MAX_VALUE, TIME);

    private final PeerSession session = new PeerSession(new Peer("1", null, ProcessRole.RENDERER), "", null, SETTINGS);
    private final PeerListener listener = mock(PeerListener.class);
    private final LinkOwner owner = mock(LinkOwner.class);
    private final MessageInbox inbox = new MessageInbox(owner);
    private final List<ReceivedMessage> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        given(owner.listener()).willReturn(listener);
        willAnswer(call -> told.addAll(call.getArgument(0))).given(listener).messages(anyList());
    }

    private static Frame event(long number) {
        byte[] tail =
                MessageTail.event(number, "a:b", null, Map.of(), new byte[0]).bytes();
        return new Frame(
                FrameType.EVENT,
                0,
                ByteBuffer.allocate(Long.BYTES + tail.length)
                        .putLong(number)
                        .put(tail)
                        .array());
    }

    private List<Long> numbersTold() {
        return told.stream().map(message -> message.message().number()).toList();
    }

    /** Its number counts as received, so that it does not come again. */
    @Test
    void aMessageAfterAGapIsToldThoughTheOneWhoIsToldOfTheGapThrows() {
        willThrow(new OutOfMemoryError("on purpose")).given(listener).gap(any(), anyLong(), anyLong());
        inbox.take(session, event(1));

        assertThatThrownBy(() -> inbox.take(session, event(3))).hasMessage("on purpose");
        inbox.tell();

        assertThat(numbersTold()).containsExactly(1L, 3L);
    }

    @Test
    void aDoubleTakesNothingOfWhatThePeerMaySend() {
        inbox.take(session, event(1));
        for (int i = 0; i < 10; i++) {
            inbox.take(session, event(1));
        }
        inbox.tell();
        told.forEach(ReceivedMessage::done);

        assertThat(numbersTold()).containsExactly(1L);
        assertThat(session.unconsumed()).hasToString(new ReceiveBudget(SETTINGS, PeerMemory.UNLIMITED).toString());
    }
}
