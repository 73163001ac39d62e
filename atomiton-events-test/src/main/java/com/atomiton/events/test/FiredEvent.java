package com.atomiton.events.test;

import com.atomiton.events.EventContext;
import com.atomiton.events.Peer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The context of an event that a test made up. */
record FiredEvent(
        String name,
        String id,
        Peer sender,
        Map<String, String> headers,
        @Nullable String correlationId,
        boolean isLocal,
        boolean redelivered)
        implements EventContext {}
