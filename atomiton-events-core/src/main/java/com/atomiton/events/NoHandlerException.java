package com.atomiton.events;

/** There is no one handler that a request could go to. */
public class NoHandlerException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String eventName;

    /**
     * With who was asked.
     *
     * @param detail who has no handler, or which peers have one each
     */
    public NoHandlerException(String eventName, String requestId, String detail) {
        super("'" + eventName + "' (request " + requestId + "): " + detail, null);
        this.eventName = eventName;
    }

    /** The name of the request's event. */
    public String eventName() {
        return eventName;
    }
}
