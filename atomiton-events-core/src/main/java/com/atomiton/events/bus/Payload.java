package com.atomiton.events.bus;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an event carries: an object of this process, or bytes of another that are decoded when the first listener wants
 * them, on its lane. Decoded once for all listeners of a lane and for all lanes.
 */
final class Payload {

    private final @Nullable Supplier<EncodedPayload> encoded;

    // Guarded by this.
    private @Nullable Supplier<Object> decoder;
    private @Nullable Object value;

    private Payload(
            @Nullable Object value, @Nullable Supplier<Object> decoder, @Nullable Supplier<EncodedPayload> encoded) {
        this.value = value;
        this.decoder = decoder;
        this.encoded = encoded;
    }

    static Payload of(Object value) {
        return new Payload(value, null, null);
    }

    static Payload decodedBy(Supplier<Object> decoder, Supplier<EncodedPayload> encoded) {
        return new Payload(null, decoder, encoded);
    }

    /** What came from a peer; {@code null} for an object of this process. */
    @Nullable
    EncodedPayload encoded() {
        return encoded == null ? null : encoded.get();
    }

    /** @throws com.atomiton.events.EventSerializationException each time, if it cannot be decoded */
    synchronized Object get() {
        Object known = value;
        if (known == null && decoder != null) {
            known = decoder.get();
            value = known;
            decoder = null;
        }
        if (known == null) {
            throw new IllegalStateException("a payload without value and decoder");
        }
        return known;
    }
}
