package com.atomiton.events.observation;

import com.atomiton.events.EmitResult;
import com.atomiton.events.OutgoingEvent;
import com.atomiton.events.ProcessRole;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known when an event is emitted. The carrier of the trace are the headers that travel with the event. */
public final class EmitObservationContext extends SenderContext<Map<String, String>> {

    private final OutgoingEvent event;
    private final ProcessRole role;
    private final boolean known;
    private @Nullable EmitResult result;

    /**
     * For one emit.
     *
     * @param role the role of this process
     * @param known whether this process has a type for the event's name
     */
    public EmitObservationContext(OutgoingEvent event, ProcessRole role, boolean known) {
        super(HeaderCarrier::set, Kind.PRODUCER);
        this.event = event;
        this.role = role;
        this.known = known;
        setCarrier(new LinkedHashMap<>(event.headers()));
    }

    /** The event, after all interceptors. */
    public OutgoingEvent getEvent() {
        return event;
    }

    /** The role of this process. */
    public ProcessRole getRole() {
        return role;
    }

    /** Whether this process has a type for the event's name: these names are a closed set. */
    public boolean isKnown() {
        return known;
    }

    /** What became of the emit; {@code null} before its end, and if it failed. */
    public @Nullable EmitResult getResult() {
        return result;
    }

    /** Called at the end of the emit. */
    public void setResult(EmitResult result) {
        this.result = result;
    }
}
