package com.atomiton.events;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/** Logs failures whose messages may hold what a peer said, so that it can forge no line of the log. */
final class FailureLog {

    /** Causes can form a cycle. */
    private static final int MAX_DEPTH = 20;

    /** A peer says how long the stack trace of its error is. */
    private static final int MAX_FRAMES = 200;

    private FailureLog() {}

    /**
     * Logs a failure as an error. One that came from a peer, or from reading what a peer sent, is written out with all that
     * it says escaped, since a logging system prints an exception's message as it is; any other is handed over whole.
     */
    static void error(Log log, String text, Throwable failure) {
        if (holdsWhatAPeerSaid(failure, 0)) {
            StringBuilder trace = new StringBuilder(text);
            append(trace, "", failure, 0);
            log.error(trace.toString());
        } else {
            log.error(text, failure);
        }
    }

    private static boolean holdsWhatAPeerSaid(@Nullable Throwable failure, int depth) {
        if (failure == null || depth == MAX_DEPTH) {
            return false;
        }
        if (failure instanceof RemoteEventException || failure instanceof EventSerializationException) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (holdsWhatAPeerSaid(suppressed, depth + 1)) {
                return true;
            }
        }
        return holdsWhatAPeerSaid(failure.getCause(), depth + 1);
    }

    /** Not {@code printStackTrace}: in what that makes, a line break of a message looks like one between two frames. */
    private static void append(StringBuilder trace, String label, Throwable failure, int depth) {
        String newLine = System.lineSeparator();
        trace.append(newLine).append(label).append(LogText.escape(failure.toString()));
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < frames.length && i < MAX_FRAMES; i++) {
            trace.append(newLine).append("    at ").append(LogText.escape(frames[i].toString()));
        }
        if (frames.length > MAX_FRAMES) {
            trace.append(newLine)
                    .append("    … ")
                    .append(frames.length - MAX_FRAMES)
                    .append(" more");
        }
        if (depth == MAX_DEPTH) {
            return;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            append(trace, "Suppressed: ", suppressed, depth + 1);
        }
        Throwable cause = failure.getCause();
        if (cause != null) {
            append(trace, "Caused by: ", cause, depth + 1);
        }
    }
}
