package com.atomiton.events.protocol;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for event names: {@code *} stands for any characters except {@code :}, {@code **} for any characters.
 * Immutable.
 */
public final class NamePattern {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:*-]{1,200}");
    private static final char ANY_IN_SEGMENT = '*';
    private static final char ANY = '\0';

    private final String text;
    private final char[] parts;

    private NamePattern(String text) {
        this.text = text;
        this.parts = text.replaceAll("\\*{2,}", String.valueOf(ANY)).toCharArray();
    }

    /**
     * The pattern of this text.
     *
     * @throws IllegalArgumentException if it has a character that is neither {@code *} nor allowed in a name
     */
    public static NamePattern of(String text) {
        if (!VALID.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'pattern' must match [A-Za-z0-9._:*-]{1,200}, but was \"" + text + "\"");
        }
        return new NamePattern(text);
    }

    /** Whether the text is a pattern of more than one name. */
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0;
    }

    /**
     * Whether the name matches. Takes at most name length times pattern length steps: patterns come from peers, and a
     * regular expression could be made to take for ever.
     */
    public boolean matches(String name) {
        // reached[i]: the name so far can be matched by the first i parts.
        boolean[] reached = new boolean[parts.length + 1];
        reached[0] = true;
        skipStars(reached);
        for (int n = 0; n < name.length(); n++) {
            char c = name.charAt(n);
            boolean[] after = new boolean[parts.length + 1];
            for (int p = 0; p < parts.length; p++) {
                if (!reached[p]) {
                    continue;
                }
                if (parts[p] == ANY || parts[p] == ANY_IN_SEGMENT && c != ':') {
                    after[p] = true;
                } else if (parts[p] == c) {
                    after[p + 1] = true;
                }
            }
            skipStars(after);
            reached = after;
        }
        return reached[parts.length];
    }

    private void skipStars(boolean[] reached) {
        for (int p = 0; p < parts.length; p++) {
            if (reached[p] && (parts[p] == ANY || parts[p] == ANY_IN_SEGMENT)) {
                reached[p + 1] = true;
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamePattern that && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }

    @Override
    public String toString() {
        return text;
    }
}
