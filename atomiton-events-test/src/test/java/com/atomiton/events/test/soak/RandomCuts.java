package com.atomiton.events.test.soak;

import com.atomiton.events.test.FaultProxy;
import com.atomiton.events.test.FaultProxy.Direction;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Cuts the connections through a proxy at random moments, 100 ms to 1.5 s apart. The first cut comes
 * at once, and nobody can connect for a while after it, so that no seed is harmless.
 */
final class RandomCuts {

    private static final int SHORTEST_MILLIS = 100;
    private static final int LONGEST_MILLIS = 1_500;

    /** The renderer tries again 50 ms after a cut: within so many it is away, shakes hands, or is just back. */
    private static final int RECONNECT_MILLIS = 120;

    /** About as long as what one side says in a handshake. */
    private static final int HANDSHAKE_BYTES = 600;

    private static final int LONGEST_REFUSAL_MILLIS = 1_000;

    /** So that a sender fills its window meanwhile, also on a slow machine, and waits for longer than the stall timeout. */
    private static final int FIRST_REFUSAL_MILLIS = 2_500;

    private final FaultProxy proxy;
    private final Random random;

    RandomCuts(FaultProxy proxy, Random random) {
        this.proxy = proxy;
        this.random = random;
    }

    /** Returns how many cuts it has made, when all passes again. */
    int during(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        int cuts = 0;
        if (!time.isZero()) {
            park(SHORTEST_MILLIS);
            cuts += refuse(FIRST_REFUSAL_MILLIS);
        }
        for (park(interval()); System.nanoTime() - end < 0; park(interval())) {
            cuts += cut();
        }
        proxy.heal();
        return cuts;
    }

    /** More often short than long. */
    private int interval() {
        double part = random.nextDouble();
        return SHORTEST_MILLIS + (int) (part * part * (LONGEST_MILLIS - SHORTEST_MILLIS));
    }

    private int cut() {
        switch (random.nextInt(6)) {
            case 0 -> {
                proxy.cut();
                park(random.nextInt(RECONNECT_MILLIS));
                proxy.cut();
                return 2;
            }
            case 1 -> {
                Direction direction = Direction.values()[random.nextInt(2)];
                proxy.cutAfter(direction, random.nextInt(HANDSHAKE_BYTES));
                proxy.cut();
                return 2;
            }
            case 2 -> {
                return refuse(random.nextInt(LONGEST_REFUSAL_MILLIS));
            }
            default -> {
                proxy.cut();
                return 1;
            }
        }
    }

    private int refuse(int millis) {
        proxy.refuse();
        proxy.cut();
        park(millis);
        proxy.heal();
        return 1;
    }

    private static void park(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
