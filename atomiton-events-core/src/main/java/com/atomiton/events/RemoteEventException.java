package com.atomiton.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error of another process: what a request's handler threw there, or an error that travelled in a payload. Its
 * message is the remote message, unchanged; its stack trace is the remote one where it could be read, and its cause the
 * remote cause. No class is ever loaded because a peer named it.
 */
public class RemoteEventException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String remoteType;
    private final @Nullable String remoteStack;
    private final transient Map<String, Object> data;
    private final @Nullable String eventName;
    private final transient @Nullable Peer peer;
    private final @Nullable String requestId;

    /**
     * An error as it came.
     *
     * @param remoteType the name of its class there, only ever text here
     * @param message its message; empty where it had none
     * @param remoteStack its stack trace as text
     * @param cause its cause
     * @param data more that it carried, plain values
     */
    public RemoteEventException(
            String remoteType,
            String message,
            @Nullable String remoteStack,
            @Nullable Throwable cause,
            Map<String, Object> data) {
        this(remoteType, message, remoteStack, cause, data, null, null, null);
    }

    private RemoteEventException(
            String remoteType,
            String message,
            @Nullable String remoteStack,
            @Nullable Throwable cause,
            Map<String, Object> data,
            @Nullable String eventName,
            @Nullable Peer peer,
            @Nullable String requestId) {
        super(message, cause);
        this.remoteType = remoteType;
        this.remoteStack = remoteStack;
        this.data = Map.copyOf(data);
        this.eventName = eventName;
        this.peer = peer;
        this.requestId = requestId;
    }

    /** This error as the failure of a request. */
    public RemoteEventException inReplyTo(String eventName, String requestId, Peer peer) {
        RemoteEventException failure = new RemoteEventException(
                remoteType, remoteMessage(), remoteStack, getCause(), data, eventName, peer, requestId);
        failure.setStackTrace(getStackTrace());
        return failure;
    }

    /** Takes none here: it happened elsewhere, and a peer may send many of them. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    private String remoteMessage() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** The name of the error's class in its own process. */
    public String remoteType() {
        return remoteType;
    }

    /** The remote stack trace as text; {@code null} if none was sent. */
    public @Nullable String remoteStack() {
        return remoteStack;
    }

    /** What else the error carried, as plain values; unmodifiable. */
    public Map<String, Object> data() {
        return data;
    }

    /** The name of the request that failed; {@code null} for an error that was part of a payload. */
    public @Nullable String eventName() {
        return eventName;
    }

    /** The process that failed the request; {@code null} for an error that was part of a payload. */
    public @Nullable Peer peer() {
        return peer;
    }

    /** The id of the request that failed; {@code null} for an error that was part of a payload. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** In one line, safe to be logged: what the peer says is escaped, and cut if it is long. */
    @Override
    public String toString() {
        String text = LogText.escape(remoteType + ": " + getMessage());
        return eventName == null
                ? "RemoteEventException: " + text
                : "RemoteEventException: '" + eventName + "' (request " + requestId + ") failed at " + peer + " with "
                        + text;
    }
}
