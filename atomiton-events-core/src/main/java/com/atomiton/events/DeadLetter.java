package com.atomiton.events;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/** An event that a listener of this process could not be given, or failed to handle. Immutable. */
public final class DeadLetter {

    private final String id;
    private final EventContext event;
    private final Reason reason;
    private final String failure;
    private final String listener;
    private final Instant at;
    private final String codec;
    private final Supplier<byte[]> body;

    /** Why it is one. */
    public enum Reason {

        /** The listener threw, also after what retries there are. */
        LISTENER_FAILED,

        /** The payload could not be decoded as what the event's name stands for in this process. */
        UNREADABLE;

        /** As a meter tag: lower case, words joined by hyphens. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** With what its accessors return. */
    public DeadLetter(
            String id,
            EventContext event,
            Reason reason,
            String failure,
            String listener,
            Instant at,
            String codec,
            Supplier<byte[]> body) {
        this.id = id;
        this.event = event;
        this.reason = reason;
        this.failure = failure;
        this.listener = listener;
        this.at = at;
        this.codec = codec;
        this.body = body;
    }

    /** Identifies it among the dead letters of this process. The event's own id is that of {@link #event()}. */
    public String id() {
        return id;
    }

    /** The event: its name, id, sender, headers and correlation id. */
    public EventContext event() {
        return event;
    }

    /** Why it is a dead letter. */
    public Reason reason() {
        return reason;
    }

    /** The exception's class and message, safe to print; cut after 500 characters. */
    public String failure() {
        return failure;
    }

    /** The listener, in words; several, if none of them could be given the event. */
    public String listener() {
        return listener;
    }

    /** When it became one. */
    public Instant at() {
        return at;
    }

    /** The name of the codec of the {@link #body()}. */
    public String codec() {
        return codec;
    }

    /**
     * The payload: a copy of the bytes as they came from the peer. That of an event of this process is encoded by this
     * call.
     *
     * @throws EventSerializationException if it is of this process and cannot be encoded
     */
    public byte[] body() {
        return body.get().clone();
    }

    @Override
    public String toString() {
        return "dead letter " + id + " (" + reason.label() + ") of " + event + " for " + listener + ": " + failure;
    }
}
