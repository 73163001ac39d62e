package com.atomiton.events.autoconfigure.endpoint;

import com.atomiton.events.DeadLetter;
import com.atomiton.events.EventContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, as the endpoint shows it.
 *
 * @param id by which it is redelivered or discarded
 * @param event the name of the event
 * @param eventId the id of the event
 * @param sender the process that emitted it, in words
 * @param reason {@code listener-failed} or {@code unreadable}
 * @param failure what was thrown
 * @param listener the listener that failed
 * @param time when it became a dead letter
 * @param payload its payload as plain values; {@code null} unless payloads are shown
 */
record DeadLetterDescriptor(
        String id,
        String event,
        String eventId,
        String sender,
        String reason,
        String failure,
        String listener,
        Instant time,
        @Nullable Object payload) {

    static DeadLetterDescriptor of(DeadLetter letter, @Nullable Object payload) {
        EventContext event = letter.event();
        return new DeadLetterDescriptor(
                letter.id(),
                event.name(),
                event.id(),
                event.sender().toString(),
                letter.reason().label(),
                letter.failure(),
                letter.listener(),
                letter.at(),
                payload);
    }
}
