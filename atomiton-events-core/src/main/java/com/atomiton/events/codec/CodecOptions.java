package com.atomiton.events.codec;

/**
 * What can be set on a {@link JacksonEventCodec}.
 *
 * @param stackTraces whether errors carry their stack trace to the peer
 * @param maxBytes how long an encoded payload may be, in bytes, both written and read
 */
public record CodecOptions(boolean stackTraces, int maxBytes) {

    private static final CodecOptions DEFAULTS = new CodecOptions(true, 16 * 1024 * 1024);

    public CodecOptions {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("'maxBytes' must be positive, but was " + maxBytes);
        }
    }

    /** With stack traces, up to 16 MiB. */
    public static CodecOptions defaults() {
        return DEFAULTS;
    }

    /** These options, with or without stack traces. */
    public CodecOptions withStackTraces(boolean stackTraces) {
        return new CodecOptions(stackTraces, maxBytes);
    }

    /** These options with another limit, in bytes; what a frame can hold is a sensible one. */
    public CodecOptions withMaxBytes(int maxBytes) {
        return new CodecOptions(stackTraces, maxBytes);
    }
}
