package com.atomiton.events;

import java.time.Duration;

/** A request had no reply, or a confirmed emit no confirmation, when its time was over. */
public class RequestTimeoutException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String eventName;
    private final String requestId;
    private final Duration timeout;

    /**
     * With what was waited for.
     *
     * @param waitedFor in words: what did not come, and from whom
     */
    public RequestTimeoutException(String eventName, String requestId, String waitedFor, Duration timeout) {
        super(
                "'" + eventName + "' (request " + requestId + "): no " + waitedFor + " within " + timeout.toMillis()
                        + " ms; a longer time is set with RequestOptions.timeout or atomiton.events.request.timeout",
                null);
        this.eventName = eventName;
        this.requestId = requestId;
        this.timeout = timeout;
    }

    /** The name of the request's event. */
    public String eventName() {
        return eventName;
    }

    /** The request's id. */
    public String requestId() {
        return requestId;
    }

    /** The time that was over. */
    public Duration timeout() {
        return timeout;
    }
}
