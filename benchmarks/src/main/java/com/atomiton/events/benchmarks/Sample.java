package com.atomiton.events.benchmarks;

import com.atomiton.events.EventName;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event that every contender carries: a report of progress.
 *
 * @param sentAt {@link System#nanoTime()}, which on one machine all processes share
 */
@EventName("bench:sample")
public record Sample(long sentAt, String executionId, int percent, String message) {

    private static final String ID = "execution-7f3a";

    /** One that takes this many bytes as JSON (a few more or less where the clock has fewer or more digits). */
    public static Sample ofSize(int bytes) {
        Sample empty = new Sample(System.nanoTime(), ID, 42, "");
        int rest = bytes - JsonMapper.shared().writeValueAsBytes(empty).length;
        if (rest < 0) {
            throw new IllegalArgumentException("'bytes' must be at least " + (bytes - rest) + ", but was " + bytes);
        }
        return new Sample(empty.sentAt, ID, empty.percent, "x".repeat(rest));
    }
}
