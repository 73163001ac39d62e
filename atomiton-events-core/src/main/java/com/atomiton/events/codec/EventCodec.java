package com.atomiton.events.codec;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;

/**
 * Turns payloads into bytes and back. Every process has the codec {@code json}; a second one is used between two
 * processes that both have it. Implementations are called from any thread, concurrently.
 */
public interface EventCodec {

    /** The name by which the two ends of a connection agree on it, as in {@code json} or {@code cbor}. */
    String name();

    /**
     * Writes a payload.
     *
     * @param payload the payload
     * @param type its declared type, which says more than its class does where it is generic; {@code Object.class} if
     *     nothing is declared
     * @throws com.atomiton.events.EventSerializationException naming the property path that cannot be written
     */
    byte[] encode(Object payload, Type type);

    /**
     * As {@link #encode(Object, Type)}, behind the bytes that stand before the payload in its frame; a codec that can do
     * so without copying the payload should.
     */
    default byte[] encode(byte[] head, Object payload, Type type) {
        byte[] encoded = encode(payload, type);
        byte[] bytes = Arrays.copyOf(head, head.length + encoded.length);
        System.arraycopy(encoded, 0, bytes, head.length, encoded.length);
        return bytes;
    }

    /**
     * Reads a payload.
     *
     * @param bytes holds the payload in {@code [offset, offset + length)}; must not be changed or kept
     * @param type what to read it as; {@code Object.class} for plain values
     * @throws com.atomiton.events.EventSerializationException naming the property path that cannot be read
     */
    Object decode(byte[] bytes, int offset, int length, Type type);

    /**
     * What payloads of a type look like on the wire, which two processes compare when they connect. Takes some
     * milliseconds the first time; not cached.
     *
     * @return empty if the codec cannot tell: then events of the type are not compared
     * @throws com.atomiton.events.EventContractException for a type that cannot travel
     * @throws com.atomiton.events.EventSerializationException for one that the mapper cannot write
     */
    default Optional<EventShape> shape(Type type) {
        return Optional.empty();
    }
}
