package com.atomiton.events.test;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.Peer;

/**
 * An event that was emitted on a {@link RecordingEventBus}.
 *
 * @param name its name, wherever that came from: the class, an event type or text
 * @param payload the object that was emitted, not a copy
 * @param options what was said about it; the defaults if nothing was
 */
public record RecordedEvent(String name, Object payload, EmitOptions options) {

    /** For failure messages: the name, the payload, and of the options what is set. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(' ').append(payload);
        Peer target = options.target();
        if (target != null) {
            text.append(" to ").append(target);
        }
        if (options.correlationId() != null) {
            text.append(" correlationId=").append(options.correlationId());
        }
        if (options.key() != null) {
            text.append(" key=").append(options.key());
        }
        if (!options.headers().isEmpty()) {
            text.append(" headers=").append(options.headers());
        }
        return text.toString();
    }
}
