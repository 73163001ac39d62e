package com.atomiton.events;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a failure what it says of itself. Its class may be the application's, whose methods may throw, also an
 * {@code Error}, or return nothing; none of these does.
 */
public final class Failures {

    private static final StackTraceElement[] NO_FRAMES = {};

    private Failures() {}

    /** What it says of itself in one line, as it is; the name of its class if it cannot say anything. */
    public static String text(Throwable failure) {
        String text = ask(failure, Throwable::toString);
        return text == null ? failure.getClass().getName() : text;
    }

    /** Its message, as it is; {@code null} if it has none, or cannot say it. */
    public static @Nullable String message(Throwable failure) {
        return ask(failure, Throwable::getMessage);
    }

    /** Its cause; {@code null} if it has none, or cannot say it. */
    public static @Nullable Throwable cause(Throwable failure) {
        return ask(failure, Throwable::getCause);
    }

    /** Where it comes from; empty if it cannot say that. Not to be changed. */
    public static StackTraceElement[] frames(Throwable failure) {
        StackTraceElement[] frames = ask(failure, Throwable::getStackTrace);
        return frames == null ? NO_FRAMES : frames;
    }

    /** Whether it answers all these questions. */
    static boolean canBeAsked(Throwable failure) {
        return ask(failure, asked -> asked.toString() + asked.getLocalizedMessage() + asked.getMessage()) != null
                && ask(failure, Throwable::getStackTrace) != null;
    }

    private static <T> @Nullable T ask(Throwable failure, Function<Throwable, @Nullable T> question) {
        try {
            return question.apply(failure);
        } catch (Throwable hostile) {
            return null;
        }
    }
}
