package com.atomiton.events.simulation;

import java.util.HashMap;
import java.util.Map;

/** How long a process wants events of a name without a break, and which retained ones it has got during that. */
final class Period {

    private record Arrival(Model.Generation generation, RetainedValue value) {}

    final long since;

    /** The last time that it might as well have been another period, for all that a peer gets to know. */
    private long renewed;

    private boolean over;
    private final Map<Arrival, Long> arrivals = new HashMap<>();

    Period(long since) {
        this.since = since;
        this.renewed = since;
    }

    void renew(long moment) {
        renewed = moment;
    }

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /**
     * One arrives.
     *
     * @param learned when the sender learned that its peer wants events of this name and did not before; what came before
     *     that may come again, as may all that is redelivered
     */
    void arrived(Model.Generation generation, RetainedValue value, long moment, long learned) {
        Long before = arrivals.put(new Arrival(generation, value), moment);
        // What was consumed before its sender learned of the period is owed in it, since it is not on its way then.
        value.require(
                before == null || before < renewed || before < learned, "arrives twice in one period of interest");
    }

    boolean has(Model.Generation generation, RetainedValue value) {
        return arrivals.containsKey(new Arrival(generation, value));
    }
}
