package com.atomiton.events.codec;

/** What Jackson does not look at as it reads UTF-8: a character has one form only, the shortest (RFC 3629, section 3). */
final class Utf8 {

    private static final int FIRST_OF_TWO_BYTES = 0xC2;

    private Utf8() {}

    /** Whether no character takes more bytes than it needs; of bytes that are UTF-8 for the rest. */
    static boolean isShortest(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            int lead = bytes[i] & 0xFF;
            int second = i + 1 < end ? bytes[i + 1] & 0xFF : 0;
            if (lead >= 0xC0 && lead < FIRST_OF_TWO_BYTES
                    || lead == 0xE0 && second < 0xA0
                    || lead == 0xF0 && second < 0x90) {
                return false;
            }
        }
        return true;
    }
}
