package com.atomiton.events;

/** The process that was to answer or confirm has ended, or cannot be reached any more. */
public class PeerLostException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String eventName;
    private final transient Peer peer;

    /** With what was on its way to whom, and how the loss was noticed. */
    public PeerLostException(String eventName, String requestId, Peer peer, String reason) {
        super("'" + eventName + "' (request " + requestId + ") to " + peer + ": " + reason, null);
        this.eventName = eventName;
        this.peer = peer;
    }

    /** The name of the event that was on its way. */
    public String eventName() {
        return eventName;
    }

    /** The process that ended. */
    public Peer peer() {
        return peer;
    }
}
