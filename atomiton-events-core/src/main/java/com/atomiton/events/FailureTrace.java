package com.atomiton.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A failure with its causes and what they suppress, each visited once: they may be each other's, in circles, and many
 * times over.
 */
final class FailureTrace {

    private static final int MAX_FAILURES = 50;

    /** A peer says how long the stack trace of its error is. */
    private static final int MAX_FRAMES = 200;

    private final List<Entry> entries = new ArrayList<>();
    private final Set<Throwable> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean plain = true;

    private record Entry(String label, Throwable failure) {}

    FailureTrace(Throwable failure) {
        visit("", failure);
    }

    private void visit(String label, Throwable failure) {
        if (entries.size() == MAX_FAILURES || !visited.add(failure)) {
            plain = false;
            return;
        }
        entries.add(new Entry(label, failure));
        boolean holdsWhatAPeerSaid =
                failure instanceof RemoteEventException || failure instanceof EventSerializationException;
        plain &= !holdsWhatAPeerSaid && Failures.canBeAsked(failure);
        for (Throwable suppressed : failure.getSuppressed()) {
            visit("Suppressed: ", suppressed);
        }
        Throwable cause = Failures.cause(failure);
        if (cause != null) {
            visit("Caused by: ", cause);
        }
    }

    /** Whether a logging system can print it as it is: a tree of failures of this process that answer when asked. */
    boolean isPlain() {
        return plain;
    }

    /** Written out with all that it says escaped. */
    String after(String text) {
        // Not printStackTrace: in what that makes, a line break of a message looks like one between two frames.
        StringBuilder trace = new StringBuilder(text);
        for (Entry entry : entries) {
            append(trace, entry);
        }
        return trace.toString();
    }

    private static void append(StringBuilder trace, Entry entry) {
        String newLine = System.lineSeparator();
        trace.append(newLine).append(entry.label).append(LogText.escape(Failures.text(entry.failure)));
        StackTraceElement[] frames = Failures.frames(entry.failure);
        for (int i = 0; i < frames.length && i < MAX_FRAMES; i++) {
            trace.append(newLine).append("    at ").append(LogText.escape(String.valueOf(frames[i])));
        }
        if (frames.length > MAX_FRAMES) {
            trace.append(newLine)
                    .append("    … ")
                    .append(frames.length - MAX_FRAMES)
                    .append(" more");
        }
    }
}
