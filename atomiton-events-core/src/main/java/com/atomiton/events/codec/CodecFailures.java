package com.atomiton.events.codec;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.Failures;
import com.atomiton.events.LogText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** Turns whatever a mapper throws into one exception that says in one line what, where and why. */
final class CodecFailures {

    /** Causes can form a cycle. */
    private static final int MAX_CAUSES = 10;

    private CodecFailures() {}

    /**
     * The exception to throw.
     *
     * @param action what was tried, as in {@code write com.example.Order as json}
     * @param context where the parser or generator was; {@code null} if it had not begun
     */
    static RuntimeException explain(String action, Throwable failed, @Nullable TokenStreamContext context) {
        @Nullable Throwable cause = failed;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = Failures.cause(cause)) {
            if (cause instanceof EventContractException contract) {
                return contract;
            }
        }
        String path = path(failed, context);
        return new EventSerializationException(
                "Cannot " + action + (path.isEmpty() ? "" : ", at " + path) + ": " + reason(failed), path, failed);
    }

    /** A mapper knows the property it works on; of bytes that are no JSON at all only the parser knows where. */
    private static String path(Throwable failed, @Nullable TokenStreamContext context) {
        boolean knowsPath = failed instanceof JacksonException known
                && !known.getPath().isEmpty()
                && !(failed instanceof StreamReadException);
        if (knowsPath) {
            return PropertyPath.of((JacksonException) failed);
        }
        return context == null ? "" : PropertyPath.of(context);
    }

    private static String reason(Throwable failed) {
        if (failed instanceof StackOverflowError) {
            return "it is nested without end";
        }
        if (!(failed instanceof JacksonException known)) {
            return LogText.escape(Failures.text(failed));
        }
        @Nullable Throwable cause = known.getCause();
        String reason = cause == null || cause instanceof JacksonException
                ? String.valueOf(known.getOriginalMessage())
                : Failures.text(cause);
        String hint = failed instanceof StreamConstraintsException && reason.contains("nesting depth")
                ? "; is there a cycle?"
                : "";
        return LogText.escape(reason.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ")) + hint;
    }
}
