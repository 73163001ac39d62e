package com.atomiton.events.observation;

import com.atomiton.events.LogText;
import com.atomiton.events.Peer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PassedMessage} as it is shown, and as it travels to a viewer.
 *
 * @param time when it passed
 * @param kind what it is: {@code event}, {@code request}, {@code reply}, {@code progress} or {@code cancel}
 * @param direction {@code sent}, {@code received} or {@code local}
 * @param name the name of the event or request
 * @param id of an event: its sender's count of events; else the request's id
 * @param peer the process at the other end, in words; {@code null} if there is none
 * @param size how many bytes it takes on the wire; 0 for one that is not encoded
 * @param outcome what became of it
 * @param payload its payload as plain values; {@code null} if it is not shown
 */
public record TapEntry(
        Instant time,
        String kind,
        String direction,
        String name,
        long id,
        @Nullable String peer,
        int size,
        String outcome,
        @Nullable Object payload) {

    /** With what of the payload may be seen. */
    public static TapEntry of(PassedMessage message, Redaction redaction) {
        Peer peer = message.peer();
        return new TapEntry(
                Instant.ofEpochMilli(message.timeMillis()),
                message.kind().label(),
                message.direction().label(),
                LogText.escape(message.name()),
                message.id(),
                peer == null ? null : peer.toString(),
                message.size(),
                message.outcome(),
                redaction.apply(message.content().values()));
    }
}
