package com.atomiton.events.bus;

import com.atomiton.events.codec.EventCodec;
import java.lang.reflect.Type;
import java.util.Arrays;

/** A payload as it came: some of the bytes of a message, and the codec that they were written with. */
final class EncodedPayload {

    private final EventCodec codec;
    private final byte[] message;
    private final int offset;
    private final int length;

    EncodedPayload(EventCodec codec, byte[] message, int offset, int length) {
        this.codec = codec;
        this.message = message;
        this.offset = offset;
        this.length = length;
    }

    String codec() {
        return codec.name();
    }

    EventCodec eventCodec() {
        return codec;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return Arrays.copyOfRange(message, offset, offset + length);
    }

    /** The same without the rest of the message. */
    EncodedPayload alone() {
        return new EncodedPayload(codec, bytes(), 0, length);
    }

    Object decode(Type type) {
        return codec.decode(message, offset, length, type);
    }
}
