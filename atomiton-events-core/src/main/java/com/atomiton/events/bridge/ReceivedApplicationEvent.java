package com.atomiton.events.bridge;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.ResolvableType;

/** An application event that has come from another process. That it is one of these is why it is not sent back. */
final class ReceivedApplicationEvent<T> extends PayloadApplicationEvent<T> {

    private static final long serialVersionUID = 1L;

    ReceivedApplicationEvent(Object source, T payload) {
        super(source, payload, ResolvableType.forInstance(payload));
    }
}
