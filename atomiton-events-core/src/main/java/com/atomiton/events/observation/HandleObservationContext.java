package com.atomiton.events.observation;

import com.atomiton.events.EventContext;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestContext;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Map;

/** What is known when a listener handles an event, or a handler a request. */
public final class HandleObservationContext extends ReceiverContext<Map<String, String>> {

    private final EventContext event;
    private final String listener;
    private final ProcessRole role;
    private final boolean known;

    /**
     * For one call of a listener or handler.
     *
     * @param headers all headers that came with the event, those of the trace too
     * @param listener the listener or handler in words
     * @param role the role of this process
     * @param known whether this process has a type for the event's name
     */
    public HandleObservationContext(
            EventContext event, Map<String, String> headers, String listener, ProcessRole role, boolean known) {
        super(HeaderCarrier::get, event instanceof RequestContext ? Kind.SERVER : Kind.CONSUMER);
        this.event = event;
        this.listener = listener;
        this.role = role;
        this.known = known;
        setCarrier(headers);
        Peer sender = event.sender();
        setRemoteServiceName(
                sender.name() != null ? sender.name() : sender.role().label());
    }

    /** The event; a {@link RequestContext} if it is a request. */
    public EventContext getEvent() {
        return event;
    }

    /** Whether it is a request. */
    public boolean isRequest() {
        return event instanceof RequestContext;
    }

    /** The listener or handler in words. */
    public String getListener() {
        return listener;
    }

    /** The role of this process. */
    public ProcessRole getRole() {
        return role;
    }

    /** Whether this process has a type for the event's name: these names are a closed set. */
    public boolean isKnown() {
        return known;
    }
}
