package com.atomiton.events.observation;

import com.atomiton.events.Peer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message that has passed a bus.
 *
 * @param timeMillis when, in milliseconds since 1970
 * @param kind what it is
 * @param direction which way it went
 * @param name the name of the event or request; of what belongs to a request the request's. Empty if it is not known
 * @param id of an event: its sender's count of events; else the request's id
 * @param peer the process at the other end; {@code null} for one of this process to itself, or to nobody
 * @param size how many bytes it takes on the wire; 0 for one that is not encoded
 * @param outcome what became of it, as far as is known at this time, of a closed set: {@code accepted}, {@code buffered},
 *     {@code dropped}, {@code overflow}, {@code no-subscriber}; of what has arrived {@code received}; of a reply
 *     {@code ok}, {@code failed}, {@code no-handler}; and when an event becomes a dead letter the reason of that
 * @param content its payload
 */
public record PassedMessage(
        long timeMillis,
        Kind kind,
        Direction direction,
        String name,
        long id,
        @Nullable Peer peer,
        int size,
        String outcome,
        Content content) {

    /** What a message is. */
    public enum Kind {
        /** An event. */
        EVENT,
        /** A request. */
        REQUEST,
        /** The end of a request. */
        REPLY,
        /** Progress of a request. */
        PROGRESS,
        /** The asker does not wait any more. */
        CANCEL;

        /** In lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which way a message went, as this process sees it. */
    public enum Direction {
        /** To a peer. */
        SENT,
        /** From a peer. */
        RECEIVED,
        /** From this process to itself. */
        LOCAL;

        /** In lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The payload of a message. */
    public interface Content {

        /** No payload, or one that is not shown. */
        Content NONE = new Content() {
            @Override
            public int size() {
                return 0;
            }

            @Override
            public @Nullable Object values() {
                return null;
            }
        };

        /** How many bytes {@link #kept()} takes. */
        int size();

        /**
         * The payload as plain values: maps, lists, strings, numbers, instants; {@code null} if there is none or it cannot
         * be read. Decoded by this call.
         */
        @Nullable
        Object values();

        /**
         * The same, independent of objects that may change: to be called before {@link EventTap#passed} returns, if the
         * payload is to be looked at later.
         */
        default Content kept() {
            return this;
        }
    }

    /** The same without its payload. */
    public PassedMessage withoutContent() {
        return content == Content.NONE ? this : with(Content.NONE);
    }

    /** The same with its payload, if that has no more bytes than this, fit to be looked at later. */
    public PassedMessage withContentUpTo(int bytes) {
        if (size > bytes) {
            return withoutContent();
        }
        Content kept = content.kept();
        return with(kept.size() > bytes ? Content.NONE : kept);
    }

    private PassedMessage with(Content other) {
        return new PassedMessage(timeMillis, kind, direction, name, id, peer, size, outcome, other);
    }
}
