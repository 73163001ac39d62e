package com.atomiton.events;

/**
 * Makes text that came from another process safe to print: no line breaks, terminal escapes or direction marks can
 * forge a log line.
 */
public final class LogText {

    private static final int LIMIT = 500;

    private LogText() {}

    /** The text with control and formatting characters written as {@code \\uXXXX}, and cut after 500 characters. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(Math.min(text.length(), LIMIT) + 16);
        for (int i = 0; i < text.length() && i < LIMIT; i++) {
            char c = text.charAt(i);
            int kind = Character.getType(c);
            if (Character.isISOControl(c)
                    || kind == Character.FORMAT
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR
                    || kind == Character.SURROGATE) {
                escaped.append(String.format("\\u%04X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return text.length() > LIMIT
                ? escaped.append("… (")
                        .append(text.length())
                        .append(" characters)")
                        .toString()
                : escaped.toString();
    }
}
