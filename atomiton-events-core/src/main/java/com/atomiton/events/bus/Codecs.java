package com.atomiton.events.bus;

import com.atomiton.events.EventSerializationException;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The payload codecs of this process by their names; JSON is always among them. */
final class Codecs {

    /** Stands for the codec of a payload in one that the connection has not agreed on. */
    private static final EventCodec UNAGREED = new EventCodec() {
        @Override
        public String name() {
            return "unknown";
        }

        @Override
        public byte[] encode(Object payload, Type type) {
            throw new UnsupportedOperationException("it only stands for what a peer has written");
        }

        @Override
        public Object decode(byte[] bytes, int offset, int length, Type type) {
            throw new EventSerializationException(
                    "the payload is in a codec that this connection has not agreed on", "", null);
        }
    };

    private final Map<String, EventCodec> byName = new LinkedHashMap<>();
    private final EventCodec json;

    /** @throws IllegalArgumentException if there is none named json */
    Codecs(List<EventCodec> codecs) {
        codecs.forEach(codec -> byName.putIfAbsent(codec.name(), codec));
        EventCodec found = byName.get(PeerSession.JSON);
        if (found == null) {
            throw new IllegalArgumentException("'codecs' must have one named json, but are " + byName.keySet());
        }
        json = found;
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** The codec to write to this peer with: JSON until both sides have agreed on another. */
    EventCodec to(PeerSession session) {
        String agreed = session.codec();
        return agreed.equals(PeerSession.JSON) ? json : byName.getOrDefault(agreed, json);
    }

    /** What is to be set in the flags of a message whose payload was written with the codec. */
    int flag(EventCodec codec) {
        return codec == json ? 0 : MessageFlags.NEGOTIATED_CODEC;
    }

    EventCodec json() {
        return json;
    }

    /** The payload of a message from this peer as it is, for later. */
    EncodedPayload encoded(PeerSession session, Message message) {
        return new EncodedPayload(
                codecOf(session, message), message.body(), message.payloadOffset(), message.payloadLength());
    }

    /** The payload of a message from this peer. */
    Object decode(PeerSession session, Message message, Type type) {
        return encoded(session, message).decode(type);
    }

    /** The codec that the payload of a message from this peer was written with. */
    EventCodec codecOf(PeerSession session, Message message) {
        if (!message.is(MessageFlags.NEGOTIATED_CODEC)) {
            return json;
        }
        return session.codec().equals(PeerSession.JSON) ? UNAGREED : to(session);
    }
}
