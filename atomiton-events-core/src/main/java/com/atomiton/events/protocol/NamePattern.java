package com.atomiton.events.protocol;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for event names: {@code *} stands for any characters except {@code :}, {@code **} for any characters.
 * Immutable.
 */
public final class NamePattern {

    /** Of a pattern, as of a name. */
    public static final int MAX_LENGTH = 200;

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:*-]{1,200}");
    private static final char ANY_IN_SEGMENT = '*';
    private static final char ANY = '\0';

    /** No character of a pattern is beyond. */
    private static final int CHARACTERS = 128;

    private final String text;
    private final char[] parts;

    // Bit i of them, over several longs, is part i.
    private final long[][] literals = new long[CHARACTERS][];
    private final long[] stars;
    private final long[] starsOverColons;

    private NamePattern(String text) {
        this.text = text;
        this.parts = text.replaceAll("\\*{2,}", String.valueOf(ANY)).toCharArray();
        int words = parts.length / Long.SIZE + 1;
        this.stars = new long[words];
        this.starsOverColons = new long[words];
        for (int i = 0; i < parts.length; i++) {
            char part = parts[i];
            if (part == ANY || part == ANY_IN_SEGMENT) {
                set(stars, i);
                if (part == ANY) {
                    set(starsOverColons, i);
                }
            } else {
                literals[part] = literals[part] == null ? new long[words] : literals[part];
                set(literals[part], i);
            }
        }
    }

    private static void set(long[] bits, int bit) {
        bits[bit / Long.SIZE] |= 1L << bit;
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
     * Whether the name matches. Takes at most as many steps as the name has characters, of a few operations for each 64
     * characters of the pattern: patterns come from peers, and a regular expression could be made to take for ever.
     */
    public boolean matches(String name) {
        // Bit i: the name so far can be matched by the first i parts.
        long[] reached = new long[stars.length];
        reached[0] = 1 | (stars[0] & 1) << 1;
        for (int n = 0; n < name.length(); n++) {
            if (!step(reached, name.charAt(n))) {
                return false;
            }
        }
        return (reached[parts.length / Long.SIZE] & 1L << parts.length) != 0;
    }

    /** {@code false} if nothing is reached any more. */
    private boolean step(long[] reached, char c) {
        long[] literal = c < CHARACTERS ? literals[c] : null;
        long[] staying = c == ':' ? starsOverColons : stars;
        long carry = 0;
        long any = 0;
        for (int w = 0; w < reached.length; w++) {
            long before = reached[w];
            long matched = literal == null ? 0 : before & literal[w];
            long after = (matched << 1) | (before & staying[w]) | carry;
            // A star may stand for nothing, and no two stand side by side.
            long skipped = after & stars[w];
            after |= skipped << 1;
            carry = (matched | skipped) >>> Long.SIZE - 1;
            reached[w] = after;
            any |= after;
        }
        return any != 0;
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
