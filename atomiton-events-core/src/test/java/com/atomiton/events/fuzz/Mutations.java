package com.atomiton.events.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes valid bytes a little, in the ways that find mistakes in readers of lengths and counts. */
final class Mutations {

    private static final int[] LENGTHS = {
        0, 1, 2, 5, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, -1
    };

    private final Random random;
    private final List<byte[]> corpus;

    Mutations(Random random, List<byte[]> corpus) {
        this.random = random;
        this.corpus = corpus;
    }

    /** One of the valid ones, changed once to four times. */
    byte[] next() {
        byte[] bytes = any().clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            bytes = mutate(bytes);
        }
        return bytes;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] mutate(byte[] bytes) {
        if (bytes.length == 0) {
            return any().clone();
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(7)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> overwrite(bytes, at, LENGTHS[random.nextInt(LENGTHS.length)], 1 + random.nextInt(4));
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                return splice(bytes, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(8)));
            }
            case 5 -> {
                return splice(bytes, at, bytes, random.nextInt(at + 1));
            }
            default -> {
                byte[] other = any();
                return splice(bytes, at, other, random.nextInt(other.length));
            }
        }
        return bytes;
    }

    private static void overwrite(byte[] bytes, int at, int value, int width) {
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> 8 * (width - 1 - i));
        }
    }

    /** The beginning of one and the end of another, or the same. */
    private static byte[] splice(byte[] head, int headEnd, byte[] tail, int tailBegin) {
        byte[] joined = Arrays.copyOf(head, headEnd + tail.length - tailBegin);
        System.arraycopy(tail, tailBegin, joined, headEnd, tail.length - tailBegin);
        return joined;
    }
}
