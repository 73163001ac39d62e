package com.atomiton.events.protocol;

/** The other end sent bytes that are no valid frames. The connection is closed; its session may go on with another. */
public class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what was wrong, for people. */
    public ProtocolException(String message) {
        super(message);
    }
}
