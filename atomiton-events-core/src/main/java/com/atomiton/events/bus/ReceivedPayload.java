package com.atomiton.events.bus;

import org.jspecify.annotations.Nullable;

/**
 * What came from a peer, decoded when the first listener wants it, on its lane. Decoded once for all listeners of a lane
 * and for all lanes.
 */
final class ReceivedPayload implements Payload {

    private final EncodedPayload encoded;
    private final EventCatalog catalog;
    private final String name;

    // Guarded by this.
    private @Nullable Object value;

    /** A payload of the type that the catalog has for the event's name when it is decoded. */
    ReceivedPayload(EncodedPayload encoded, EventCatalog catalog, String name) {
        this.encoded = encoded;
        this.catalog = catalog;
        this.name = name;
    }

    @Override
    public EncodedPayload encoded() {
        return encoded;
    }

    @Override
    public synchronized Object get() {
        Object known = value;
        if (known == null) {
            known = encoded.decode(catalog.payloadType(name));
            value = known;
        }
        return known;
    }
}
