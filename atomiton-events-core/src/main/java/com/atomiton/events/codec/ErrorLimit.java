package com.atomiton.events.codec;

import com.atomiton.events.RemoteEventException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;

/**
 * How many errors one payload may hold, and how many frames of their stack traces are read: each costs some ten times the
 * memory of its bytes. Belongs to the reading of one payload.
 */
final class ErrorLimit {

    static final int MAX_ERRORS = 1_000;

    /** Of all errors together; further frames are in the text only. */
    private static final int MAX_FRAMES = 20_000;

    private int errors;
    private int frames;

    private ErrorLimit() {}

    /** That of the payload that is read with this context. */
    static ErrorLimit of(DeserializationContext context) {
        if (context.getAttribute(ErrorLimit.class) instanceof ErrorLimit known) {
            return known;
        }
        ErrorLimit first = new ErrorLimit();
        context.setAttribute(ErrorLimit.class, first);
        return first;
    }

    /** One more has been found; throws if that is one too many. */
    void another(DeserializationContext context) {
        errors++;
        if (errors > MAX_ERRORS) {
            context.reportInputMismatch(
                    RemoteEventException.class,
                    "it holds more than %d errors; send fewer of them at a time",
                    MAX_ERRORS);
        }
    }

    /** The frames of a stack trace as text, as many as there may be. */
    StackTraceElement[] parse(@Nullable String stack) {
        StackTraceElement[] parsed = StackText.parse(stack, MAX_FRAMES - frames);
        frames += parsed.length;
        return parsed;
    }
}
