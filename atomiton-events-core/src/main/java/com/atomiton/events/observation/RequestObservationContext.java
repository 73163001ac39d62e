package com.atomiton.events.observation;

import com.atomiton.events.OutgoingEvent;
import com.atomiton.events.ProcessRole;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known when this process asks. The carrier of the trace are the headers that travel with the request. */
public final class RequestObservationContext extends SenderContext<Map<String, String>> {

    private final OutgoingEvent request;
    private final ProcessRole role;
    private final boolean known;

    /**
     * For one request.
     *
     * @param role the role of this process
     * @param known whether this process has a type for the request's name
     */
    public RequestObservationContext(OutgoingEvent request, ProcessRole role, boolean known) {
        super(HeaderCarrier::set, Kind.CLIENT);
        this.request = request;
        this.role = role;
        this.known = known;
        setCarrier(new LinkedHashMap<>(request.headers()));
    }

    /** The request, after all interceptors. */
    public OutgoingEvent getRequest() {
        return request;
    }

    /** The role of this process. */
    public ProcessRole getRole() {
        return role;
    }

    /** Whether this process has a type for the request's name: these names are a closed set. */
    public boolean isKnown() {
        return known;
    }
}
