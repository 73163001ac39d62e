package com.atomiton.events;

/** A peer's outbound window is full and the event was not taken. */
public class EventOverflowException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String eventName;
    private final transient Peer peer;

    /** With whose window is full, and by which limit. */
    public EventOverflowException(String eventName, Peer peer, String detail) {
        super("'" + eventName + "' to " + peer + " was not taken: " + detail, null);
        this.eventName = eventName;
        this.peer = peer;
    }

    /** The name of the event. */
    public String eventName() {
        return eventName;
    }

    /** The peer whose window is full. */
    public Peer peer() {
        return peer;
    }
}
