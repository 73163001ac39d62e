package com.atomiton.events.test;

import com.atomiton.events.RequestOptions;
import java.lang.reflect.Type;

/**
 * A request that was sent on a {@link RecordingEventBus}.
 *
 * @param name its name, wherever that came from: the class or an event type
 * @param payload the object that was sent, not a copy
 * @param replyType what the reply was asked for as
 * @param options what was said about it; the defaults if nothing was
 */
public record RecordedRequest(String name, Object payload, Type replyType, RequestOptions options) {

    /** For failure messages: the name, the payload, and the target if there is one. */
    @Override
    public String toString() {
        return name + " " + payload + (options.target() == null ? "" : " to " + options.target());
    }
}
