package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.protocol.Depth;

/**
 * How many handlers wait for what the current thread asks: a request that no handler asks has depth 0, one that its
 * handler asks depth 1. Handlers of each depth have permits of their own, so that whoever waits for the next depth holds
 * none that it needs; and where handlers ask each other in a circle, that ends.
 */
final class RequestDepth {

    /** Of what the thread asks; nothing stands for 0. No class of the bus is kept by a thread that outlives it. */
    private static final ThreadLocal<Integer> CURRENT = new ThreadLocal<>();

    private RequestDepth() {}

    /** The depth of a request that the current thread asks. */
    static int current() {
        Integer depth = CURRENT.get();
        return depth == null ? 0 : depth;
    }

    /** Runs a handler or listener whose own requests have this depth. Returns what is to be given to {@link #leave}. */
    static int enter(int depth) {
        int outer = current();
        leave(depth);
        return outer;
    }

    static void leave(int outer) {
        if (outer == 0) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** @throws EventBusException if so many handlers wait for each other that no other is to join them */
    static void requireAllowed(String name, int depth) {
        if (depth >= Depth.MAX) {
            throw new EventBusException(
                    "'" + name + "' is not answered, since " + Depth.MAX
                            + " handlers wait for each other already, which is the"
                            + " limit: handlers ask each other in a circle; let one of them answer without asking",
                    null);
        }
    }
}
