package com.atomiton.events.bus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts the open subscriptions of each name from each place in the code, and warns once when there are so many that
 * somebody must have forgotten to close them. Guarded by whoever owns it.
 */
final class SubscriptionLeaks {

    static final int SUSPICIOUS = 100;

    private static final int MAX_WARNED = 1_000;

    private final Consumer<String> warn;
    private final Map<Origin, Integer> open = new HashMap<>();
    private final Set<Origin> warned = new HashSet<>();

    private record Origin(String pattern, String place) {}

    SubscriptionLeaks(Consumer<String> warn) {
        this.warn = warn;
    }

    void opened(Listener listener) {
        Origin origin = new Origin(listener.pattern(), listener.place());
        if (open.merge(origin, 1, Integer::sum) == SUSPICIOUS && warned.size() < MAX_WARNED && warned.add(origin)) {
            warn.accept(SUSPICIOUS + " subscriptions of '" + origin.pattern + "' are open that were made at "
                    + origin.place + ": that looks like a leak. Subscribe once and keep the subscription, or close each"
                    + " (Subscription.close) when its owner goes away; every open one is called for each event."
                    + " Warned of once");
        }
    }

    void closed(Listener listener) {
        open.computeIfPresent(
                new Origin(listener.pattern(), listener.place()), (origin, count) -> count == 1 ? null : count - 1);
    }
}
