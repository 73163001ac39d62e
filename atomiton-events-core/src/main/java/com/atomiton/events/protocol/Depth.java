package com.atomiton.events.protocol;

import java.util.Map;
import java.util.regex.Pattern;

/** How many handlers wait for a request or a confirmed event, as it travels in a header. */
public final class Depth {

    /** The header: decimal digits; absent if no handler waits. */
    public static final String HEADER = "atomiton-depth";

    /** What so many handlers wait for is refused: they ask each other in a circle. */
    public static final int MAX = 16;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private Depth() {}

    /** What is to travel: nothing for 0. */
    public static Map<String, String> header(int depth) {
        return depth == 0 ? Map.of() : Map.of(HEADER, Integer.toString(depth));
    }

    /** What has travelled: at most {@link #MAX}, and 0 if the header is not there or no number. */
    public static int of(Map<String, String> headers) {
        String depth = headers.get(HEADER);
        if (depth == null || !DIGITS.matcher(depth).matches()) {
            return 0;
        }
        return depth.length() > 2 ? MAX : Math.min(MAX, Integer.parseInt(depth));
    }
}
