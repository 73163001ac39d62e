package com.atomiton.events.benchmarks.redis;

/** What is published to. */
final class Channel {

    /** Events from renderers to main. */
    static final String UP = "up";

    /** Events from main to renderers. */
    static final String DOWN = "down";

    /** Requests of a renderer. */
    static final String ASK = "ask";

    /** Replies to these. */
    static final String REPLY = "reply";

    private Channel() {}
}
