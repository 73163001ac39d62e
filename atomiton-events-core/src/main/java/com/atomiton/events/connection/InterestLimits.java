package com.atomiton.events.connection;

import org.jspecify.annotations.Nullable;

/**
 * How much a process may listen to and answer. Both ends hold it: who wants more is refused where it subscribes, and a peer
 * that says more loses its connection.
 *
 * @param names names of events and of requests together; with 200 characters each they are some tens of MB at each peer
 * @param patterns patterns; each name is matched with every one of them
 */
public record InterestLimits(int names, int patterns) {

    /** Those of the protocol. */
    public static final InterestLimits PROTOCOL = new InterestLimits(100_000, 1_000);

    /** Of what several processes listen to together. */
    public static final InterestLimits NONE = new InterestLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** In words, what of so many is too much; {@code null} if nothing is. */
    public @Nullable String exceededBy(int manyNames, int manyPatterns) {
        if (manyNames > names) {
            return "more than " + names + " names of events and requests";
        }
        return manyPatterns > patterns ? "more than " + patterns + " patterns" : null;
    }
}
