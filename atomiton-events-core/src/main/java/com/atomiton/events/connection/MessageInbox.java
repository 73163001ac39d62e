package com.atomiton.events.connection;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.NameTable;
import com.atomiton.events.protocol.ProtocolException;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.ReceiveWindow;
import java.util.ArrayList;

/**
 * The messages that come over one connection: new ones are told together with what has come in the same read, doubles are
 * dropped, gaps are told. Only the transport's thread uses it.
 */
final class MessageInbox {

    private final LinkOwner owner;
    private final ArrayList<ReceivedMessage> arrived = new ArrayList<>();

    /** The names of the peer's events. */
    private final NameTable names = new NameTable();

    MessageInbox(LinkOwner owner) {
        this.owner = owner;
    }

    /** @throws ProtocolException if it is no message, or the peer sends more than it may */
    void take(PeerSession session, Frame frame) {
        Message message = Message.of(frame, names);
        ReceiveWindow window = session.inbound();
        boolean numbered = message.number() > 0;
        boolean isNew = !numbered || message.number() > window.received();
        if (isNew && !session.unconsumed().hasRoomFor(message.body().length)) {
            if (numbered) {
                throw new ProtocolException("it sends more than is consumed here, where these wait: "
                        + session.unconsumed()
                        + " (4 times atomiton.events.outbound.capacity and atomiton.events.outbound.max-bytes)");
            }
            owner.listener().dropped(message, DropReason.OVERFLOW);
            return;
        }
        if (isNew && message.type() == FrameType.REQUEST) {
            requireTakesAnswers(session);
        }
        // All the memory that it takes, before its number counts as received: then it does not come again.
        arrived.ensureCapacity(arrived.size() + 1);
        ReceivedMessage received = new ReceivedMessage(session, window, message);
        long expected = window.received() + 1;
        ReceiveWindow.Receipt receipt = numbered ? window.accept(message.number()) : ReceiveWindow.Receipt.IN_ORDER;
        if (receipt == ReceiveWindow.Receipt.DOUBLE) {
            received.forget();
            return;
        }
        try {
            if (receipt == ReceiveWindow.Receipt.AFTER_GAP) {
                tell();
                owner.listener().gap(session, expected, message.number() - 1);
            }
        } finally {
            if (message.type() == FrameType.GAP) {
                // That its number came is all it says.
                received.done();
            } else {
                arrived.add(received);
            }
        }
    }

    private static void requireTakesAnswers(PeerSession session) {
        long waiting = session.outbound().unboundedBytes();
        if (!session.unconsumed().mayAsk(waiting)) {
            throw new ProtocolException(
                    "it asks on while " + waiting + " bytes of answers wait to be acknowledged by it"
                            + " (atomiton.events.outbound.max-bytes and atomiton.events.max-memory)");
        }
    }

    /** Tells of those that have come. */
    void tell() {
        if (!arrived.isEmpty()) {
            try {
                owner.listener().messages(arrived);
            } finally {
                arrived.clear();
            }
        }
    }
}
