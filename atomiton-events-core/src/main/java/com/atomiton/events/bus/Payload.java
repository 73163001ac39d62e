package com.atomiton.events.bus;

import org.jspecify.annotations.Nullable;

/** What an event carries: an object of this process, or {@link ReceivedPayload bytes of another}. */
interface Payload {

    /** An object of this process. */
    static Payload of(Object value) {
        return () -> value;
    }

    /** @throws com.atomiton.events.EventSerializationException each time, if it cannot be decoded */
    Object get();

    /** What came from a peer; {@code null} for an object of this process. */
    default @Nullable EncodedPayload encoded() {
        return null;
    }
}
