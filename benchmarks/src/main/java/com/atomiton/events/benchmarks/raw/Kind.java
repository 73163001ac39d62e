package com.atomiton.events.benchmarks.raw;

/** What a frame is; the byte after its length. */
enum Kind {
    /** A renderer says that it wants events on this connection. */
    HELLO,
    /** One event. */
    EVENT,
    /** A request. */
    REQUEST,
    /** The reply to one. */
    REPLY;

    private static final Kind[] ALL = values();

    static Kind of(byte code) {
        return ALL[code];
    }
}
