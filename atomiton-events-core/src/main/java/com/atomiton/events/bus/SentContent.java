package com.atomiton.events.bus;

import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.observation.PassedMessage.Content;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.OutboundMessage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A payload on its way to a peer. Where it begins in the message is found out when somebody wants to see it. */
record SentContent(Codecs codecs, PeerSession session, OutboundMessage message) implements Content {

    @Override
    public int size() {
        return kept().size();
    }

    @Override
    public @Nullable Object values() {
        return kept().values();
    }

    /** Reads the message as the receiver does: it is its flags that say what stands before the payload. */
    @Override
    public Content kept() {
        byte[] tail = message.tail().bytes();
        boolean numbered = !MessageFlags.isSet(message.flags(), MessageFlags.UNNUMBERED);
        byte[] body = ByteBuffer.allocate(MessageTail.OFFSET + tail.length)
                .putLong(numbered ? 1 : 0)
                .put(tail)
                .array();
        Message read = Message.of(new Frame(message.type(), message.flags(), body));
        return new EncodedContent(codecs.encoded(session, read));
    }
}
