package com.atomiton.events.observation;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventType;
import com.atomiton.events.Peer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests under reserved names by which a renderer looks at what passes main, as the command line does. Main answers
 * them as far as its {@link TapAccess} allows; a viewer asks again and again, and is forgotten when it has not asked for 10
 * seconds or has left. At most {@value #MAX_VIEWERS} processes can look at a time.
 */
public final class TapRequests {

    /** How many processes can look at a time. */
    public static final int MAX_VIEWERS = 8;

    /** How things stand at main; answered with {@link State}. */
    public static final EventType<StateRequest> STATE = EventType.of("atomiton:tap:state", StateRequest.class);

    /** What has passed main since the viewer has last asked; answered with {@link Events}. */
    public static final EventType<EventsRequest> EVENTS = EventType.of("atomiton:tap:events", EventsRequest.class);

    private TapRequests() {}

    /**
     * Asks for {@link State}.
     *
     * @param counts whether what passes is to be counted from now on
     */
    public record StateRequest(boolean counts) {}

    /**
     * How things stand.
     *
     * @param self main
     * @param state its connection state
     * @param sessions its sessions with renderers
     * @param subscriptions its listeners and handlers
     * @param deadLetters how many dead letters it keeps
     * @param counts what has passed since the viewer first asked for counts; empty if it has not
     */
    public record State(
            Peer self,
            ConnectionState state,
            List<SessionReport> sessions,
            List<SubscriptionReport> subscriptions,
            int deadLetters,
            List<TapCounts.Count> counts) {}

    /**
     * Asks for {@link Events}. What passed before the first one is not shown; one with another pattern begins anew.
     *
     * @param pattern the names of interest, as in {@code EventBus.on}
     * @param payloads whether payloads are wanted, if they may be seen
     * @param max how many are wanted at most
     */
    public record EventsRequest(@Nullable String pattern, boolean payloads, int max) {}

    /**
     * What has passed.
     *
     * @param events the oldest first
     * @param dropped how many more there were, since the last answer, that found the viewer's queue full
     * @param payloads whether payloads are shown
     */
    public record Events(List<TapEntry> events, long dropped, boolean payloads) {}
}
