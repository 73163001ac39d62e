package com.atomiton.events.bus;

import com.atomiton.events.EventType;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.protocol.Message;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * What came from a peer, decoded when the first listener wants it, on its lane. Decoded once for all listeners of a lane
 * and for all lanes.
 */
final class ReceivedPayload implements Payload {

    private final EventCodec codec;
    private final byte[] message;
    private final int offset;
    private final String name;
    private final @Nullable EventType<?> type;
    private final EventCatalog catalog;

    // Guarded by this.
    private @Nullable Object value;

    /**
     * The payload of a message.
     *
     * @param type what the catalog has for the event's name now; {@code null} to ask it when the payload is decoded
     */
    ReceivedPayload(EventCodec codec, Message message, @Nullable EventType<?> type, EventCatalog catalog) {
        this.codec = codec;
        this.message = message.body();
        this.offset = message.payloadOffset();
        this.name = message.name();
        this.type = type;
        this.catalog = catalog;
    }

    /** One that was encoded apart. */
    ReceivedPayload(EncodedPayload encoded, EventCatalog catalog, String name) {
        this.codec = encoded.eventCodec();
        this.message = encoded.bytes();
        this.offset = 0;
        this.name = name;
        this.type = null;
        this.catalog = catalog;
    }

    @Override
    public EncodedPayload encoded() {
        return new EncodedPayload(codec, message, offset, message.length - offset);
    }

    @Override
    public synchronized Object get() {
        Object known = value;
        if (known == null) {
            Type payloadType = type == null ? catalog.payloadType(name) : type.payloadType();
            known = codec.decode(message, offset, message.length - offset, payloadType);
            value = known;
        }
        return known;
    }
}
