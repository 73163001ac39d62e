package com.atomiton.events.cli;

import com.atomiton.events.LogText;
import com.atomiton.events.RemoteEventException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Says in one line why something failed. */
final class Failures {

    private Failures() {}

    static Throwable cause(Throwable failure) {
        boolean wrapped = failure instanceof ExecutionException || failure instanceof CompletionException;
        Throwable cause = failure.getCause();
        return wrapped && cause != null ? cause : failure;
    }

    static String type(Throwable failure) {
        return failure instanceof RemoteEventException remote
                ? remote.remoteType()
                : failure.getClass().getSimpleName();
    }

    static String text(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof NotConnectedException
                ? String.valueOf(cause.getMessage())
                : LogText.escape("ERROR " + type(cause) + ": " + cause.getMessage());
    }
}
