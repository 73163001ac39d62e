package com.atomiton.events.bus;

import com.atomiton.events.observation.PassedMessage.Content;
import org.jspecify.annotations.Nullable;

/** A payload that came from a peer, or was encoded here. */
record EncodedContent(EncodedPayload payload) implements Content {

    @Override
    public int size() {
        return payload.length();
    }

    @Override
    public @Nullable Object values() {
        try {
            return payload.length() == 0 ? null : payload.decode(Object.class);
        } catch (RuntimeException | Error unreadable) {
            return null;
        }
    }
}
