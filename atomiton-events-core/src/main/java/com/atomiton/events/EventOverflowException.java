package com.atomiton.events;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An event or a request was not taken, since the outbound windows of some peers, or a lane of this process, are full.
 * Receivers other than {@link #peers()} have the event.
 */
public class EventOverflowException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String eventName;
    private final transient List<Peer> peers;

    /** With whose window or lane is full, and by which limit. */
    public EventOverflowException(String eventName, Peer peer, String detail) {
        this(eventName, List.of(peer), detail);
    }

    /** With those whose windows or lanes are full, at least one, and by which limit. */
    public EventOverflowException(String eventName, List<Peer> peers, String detail) {
        super(
                "'" + eventName + "' to " + peers.stream().map(Peer::toString).collect(Collectors.joining(" and "))
                        + " was not taken: " + detail,
                null);
        this.eventName = eventName;
        this.peers = List.copyOf(peers);
    }

    /** The name of the event. */
    public String eventName() {
        return eventName;
    }

    /** The first of {@link #peers()}. */
    public Peer peer() {
        return peers.get(0);
    }

    /**
     * Those that lack the event: first the peers whose windows are full, or this process itself if a lane of its own is;
     * then the peers that were left out of this emit for another reason, as one that is stalled.
     */
    public List<Peer> peers() {
        return peers;
    }
}
