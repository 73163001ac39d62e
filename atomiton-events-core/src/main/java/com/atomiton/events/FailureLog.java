package com.atomiton.events;

import org.apache.commons.logging.Log;

/** Logs failures whatever they are: of this process or of a peer, which may forge no line, circular, or unprintable. */
final class FailureLog {

    private FailureLog() {}

    /**
     * Logs a failure as an error. A plain one is handed over whole. One that came from a peer, or from reading what a peer
     * sent, is written out with all that it says escaped, since a logging system prints an exception's message as it is;
     * and so is one that a logging system might not come to an end with.
     */
    static void error(Log log, String text, Throwable failure) {
        FailureTrace trace = new FailureTrace(failure);
        if (!trace.isPlain() || !printed(log, text, failure)) {
            log.error(trace.after(text));
        }
    }

    private static boolean printed(Log log, String text, Throwable failure) {
        try {
            log.error(text, failure);
            return true;
        } catch (Throwable unprintable) {
            return false;
        }
    }
}
