package com.atomiton.events.bus;

import com.atomiton.events.EventContext;
import com.atomiton.events.LogText;
import com.atomiton.events.Peer;
import com.atomiton.events.protocol.Depth;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event, or the outside of a request, as this process's listeners see it. */
class IncomingEvent implements EventContext {

    private final String name;
    private final long number;
    private final Peer sender;
    /** All that travelled with it. */
    private final Map<String, String> carried;

    private final Map<String, String> headers;
    private final @Nullable String correlationId;
    private final @Nullable String key;
    private final boolean local;
    private final boolean redelivered;

    /** One of this process. */
    IncomingEvent(
            String name,
            long number,
            Peer self,
            Map<String, String> headers,
            @Nullable String correlationId,
            @Nullable String key) {
        this.name = name;
        this.number = number;
        this.sender = self;
        this.carried = headers;
        this.headers = ReservedHeaders.visible(headers);
        this.correlationId = correlationId;
        this.key = key;
        this.local = true;
        this.redelivered = false;
    }

    /** One of a peer. */
    IncomingEvent(Message message, Peer sender) {
        this.name = message.name();
        this.number = message.id();
        this.sender = sender;
        this.carried = message.headers();
        this.headers = ReservedHeaders.visible(carried);
        this.correlationId = message.headers().get(Message.CORRELATION_ID);
        this.key = message.key();
        this.local = false;
        this.redelivered = message.is(MessageFlags.REDELIVERED);
    }

    /** Its sender's count of events; of a request the request's id. */
    long number() {
        return number;
    }

    /** What the event is about; empty if it has no key. */
    String key() {
        return key == null ? "" : key;
    }

    /** All headers that travelled with it, those of its trace too. */
    Map<String, String> carried() {
        return carried;
    }

    /** How many handlers wait for its handler or, if it is confirmed, its listeners. */
    int depth() {
        return carried.isEmpty() ? 0 : Depth.of(carried);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String id() {
        return sender.id() + "-" + number;
    }

    @Override
    public Peer sender() {
        return sender;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public @Nullable String correlationId() {
        return correlationId;
    }

    @Override
    public boolean isLocal() {
        return local;
    }

    @Override
    public boolean redelivered() {
        return redelivered;
    }

    @Override
    public String toString() {
        return "'" + name + "' " + LogText.escape(id()) + " from " + (local ? "this process" : sender);
    }
}
