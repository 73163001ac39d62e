package com.atomiton.events.benchmarks.raw;

/** How what was read gets to the handler. */
enum Handover {
    /** The reading thread handles it. */
    NONE,
    /** The reading thread hands all frames of one read over at once; the handler's thread decodes and handles them. */
    BULK,
    /** The reading thread decodes each event and puts it into a queue, from which the handler's thread takes it. */
    EACH
}
