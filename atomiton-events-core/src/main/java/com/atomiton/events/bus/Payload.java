package com.atomiton.events.bus;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an event carries: an object of this process, or bytes of another that are decoded when the first listener wants
 * them, on its lane. Decoded once for all listeners of a lane and for all lanes.
 */
final class Payload {

    private @Nullable Supplier<Object> decoder;
    private @Nullable Object value;

    private Payload(@Nullable Object value, @Nullable Supplier<Object> decoder) {
        this.value = value;
        this.decoder = decoder;
    }

    static Payload of(Object value) {
        return new Payload(value, null);
    }

    static Payload decodedBy(Supplier<Object> decoder) {
        return new Payload(null, decoder);
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
