package com.atomiton.events.bus;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventType;
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
    private final boolean newestCounts;

    /** One of this process. */
    IncomingEvent(
            String name,
            long number,
            Peer self,
            Map<String, String> headers,
            @Nullable String correlationId,
            @Nullable String key) {
        this(name, false, number, self, headers, correlationId, key);
    }

    /** One of this process, of this type. */
    IncomingEvent(
            EventType<?> type,
            long number,
            Peer self,
            Map<String, String> headers,
            @Nullable String correlationId,
            @Nullable String key) {
        this(type.name(), newestCounts(type), number, self, headers, correlationId, key);
    }

    private IncomingEvent(
            String name,
            boolean newestCounts,
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
        this.newestCounts = newestCounts;
    }

    /** A request of a peer. */
    IncomingEvent(Message message, Peer sender) {
        this(message, sender, null);
    }

    /** One of a peer; {@code null} if this process has no type for it. */
    IncomingEvent(Message message, Peer sender, @Nullable EventType<?> type) {
        this.name = message.name();
        this.number = message.id();
        this.sender = sender;
        this.carried = message.headers();
        this.headers = ReservedHeaders.visible(carried);
        this.correlationId = message.headers().get(Message.CORRELATION_ID);
        this.key = message.key();
        this.local = false;
        this.redelivered = message.is(MessageFlags.REDELIVERED);
        this.newestCounts = type != null && newestCounts(type);
    }

    private static boolean newestCounts(EventType<?> type) {
        return type.isRetained() || type.delivery() == Delivery.LATEST;
    }

    /** Its sender's count of events; of a request the request's id. */
    long number() {
        return number;
    }

    /** What the event is about; empty if it has no key. */
    String key() {
        return key == null ? "" : key;
    }

    /** What it keeps its order with: the events of its key, or of its name; empty if nothing depends on that. */
    String order() {
        return key().isEmpty() && newestCounts ? name : key();
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
