package com.atomiton.events.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The names that come again and again on a connection: the same bytes give the same text, which was checked once. Bounded,
 * so that a peer that makes up names gains nothing. Not thread-safe.
 */
public final class NameTable {

    private static final int SLOTS = 256;

    private final @Nullable String[] names = new @Nullable String[SLOTS];

    /** The text of these bytes if it is known; {@code null} if not. */
    @Nullable
    String find(byte[] bytes, int offset, int length) {
        String known = names[slot(bytes, offset, length)];
        return known != null && isText(known, bytes, offset, length) ? known : null;
    }

    /** Keeps a text of ASCII whose bytes these are, in place of another if need be. */
    void keep(String name, byte[] bytes, int offset, int length) {
        names[slot(bytes, offset, length)] = name;
    }

    private static int slot(byte[] bytes, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }

    private static boolean isText(String text, byte[] bytes, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != bytes[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
