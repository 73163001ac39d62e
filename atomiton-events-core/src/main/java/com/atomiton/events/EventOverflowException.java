package com.atomiton.events;

/** A peer's outbound window, or a lane of this process, is full and the event was not taken by it. */
public class EventOverflowException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String eventName;
    private final transient Peer peer;

    /** With whose window or lane is full, and by which limit. */
    public EventOverflowException(String eventName, Peer peer, String detail) {
        super("'" + eventName + "' to " + peer + " was not taken: " + detail, null);
        this.eventName = eventName;
        this.peer = peer;
    }

    /** The name of the event. */
    public String eventName() {
        return eventName;
    }

    /** The peer whose window is full; this process itself if it is a lane of its own. */
    public Peer peer() {
        return peer;
    }
}
