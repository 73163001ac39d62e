package com.atomiton.events.cli;

/** Main is not there, or does not answer. */
final class NotConnectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotConnectedException(String message) {
        super(message);
    }
}
