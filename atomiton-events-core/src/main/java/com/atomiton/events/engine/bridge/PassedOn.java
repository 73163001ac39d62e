package com.atomiton.events.engine.bridge;

import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;

/** Messages as they are passed on: with the same payload, which is JSON on both sides. */
final class PassedOn {

    private PassedOn() {}

    static OutboundMessage of(Message message, Fate fate) {
        return of(message, message.id(), message.name(), fate);
    }

    /**
     * With another id.
     *
     * @param name of the event or request that it belongs to, for people
     */
    static OutboundMessage of(Message message, long id, String name, Fate fate) {
        byte[] payload = message.payload();
        MessageTail tail = switch (message.type()) {
            case EVENT -> MessageTail.event(id, message.name(), message.key(), message.headers(), payload);
            case REQUEST ->
                MessageTail.request(id, message.timeoutMillis(), message.name(), message.headers(), payload);
            case REPLY -> MessageTail.reply(id, message.status(), payload);
            case PROGRESS -> MessageTail.progress(id, payload);
            case CANCEL -> MessageTail.cancel(id);
            default -> throw new IllegalArgumentException("no message: " + message);
        };
        return new OutboundMessage(message.type(), name, tail, message.flags() & MessageFlags.OF_MESSAGE, fate);
    }
}
