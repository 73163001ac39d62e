package com.atomiton.events.codec;

import com.atomiton.events.Failures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stack trace as text, in the form in which Java prints it, and back. */
final class StackText {

    /** Enough to see where a recursion without end came from. */
    private static final int MAX_FRAMES = 256;

    private static final String FRAME = "\tat ";

    private StackText() {}

    /** The error itself and its frames, without its causes, which travel as errors of their own. */
    static String of(Throwable error) {
        StringBuilder text = new StringBuilder(Failures.text(error));
        StackTraceElement[] frames = Failures.frames(error);
        int shown = Math.min(frames.length, MAX_FRAMES);
        for (int i = 0; i < shown; i++) {
            text.append('\n').append(FRAME).append(frames[i]);
        }
        if (shown < frames.length) {
            text.append("\n\t... ").append(frames.length - shown).append(" more");
        }
        return text.toString();
    }

    /** The frames of the lines that Java could have printed, no more than so many; a stack of another language has none. */
    static StackTraceElement[] parse(@Nullable String stack, int atMost) {
        List<StackTraceElement> frames = new ArrayList<>();
        int from = stack == null ? -1 : stack.indexOf(FRAME);
        while (stack != null && from >= 0 && frames.size() < Math.min(atMost, MAX_FRAMES)) {
            int end = stack.indexOf('\n', from);
            @Nullable
            StackTraceElement frame = frame(stack.substring(from + FRAME.length(), end < 0 ? stack.length() : end)
                    .strip());
            if (frame != null) {
                frames.add(frame);
            }
            from = end < 0 ? -1 : stack.indexOf(FRAME, end);
        }
        return frames.toArray(StackTraceElement[]::new);
    }

    /** Reads {@code loader/module@version/pack.age.Class.method(File.java:12)}; what stands before a slash may lack. */
    private static @Nullable StackTraceElement frame(String line) {
        int open = line.indexOf('(');
        int dot = open < 0 ? -1 : line.lastIndexOf('.', open);
        int slash = dot < 0 ? -1 : line.lastIndexOf('/', dot);
        if (dot <= slash + 1 || !line.endsWith(")")) {
            return null;
        }
        String origin = line.substring(0, Math.max(slash, 0));
        String module = origin.substring(origin.indexOf('/') + 1);
        int version = module.indexOf('@');
        String source = line.substring(open + 1, line.length() - 1);
        return new StackTraceElement(
                origin.contains("/") ? origin.substring(0, origin.indexOf('/')) : null,
                module.isEmpty() ? null : version < 0 ? module : module.substring(0, version),
                version < 0 ? null : module.substring(version + 1),
                line.substring(slash + 1, dot),
                line.substring(dot + 1, open),
                file(source),
                lineNumber(source));
    }

    private static @Nullable String file(String source) {
        if (source.equals("Unknown Source") || source.equals("Native Method")) {
            return null;
        }
        int colon = source.lastIndexOf(':');
        return colon < 0 ? source : source.substring(0, colon);
    }

    private static int lineNumber(String source) {
        if (source.equals("Native Method")) {
            return -2;
        }
        try {
            return Integer.parseInt(source.substring(source.lastIndexOf(':') + 1));
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
