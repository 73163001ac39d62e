package com.atomiton.events.bus;

import com.atomiton.events.LogText;
import com.atomiton.events.observation.BusTelemetry;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names a listener that holds a lane for over a second, once each time. It looks at the lanes now and then, so that they
 * need not note any time: what it sees twice has lasted at least from the first look to the second.
 */
final class LaneWatchdog {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long INTERVAL_MILLIS = 250;

    private final Lanes lanes;
    private final BusTelemetry telemetry;
    private final Consumer<String> warnings;

    // Of the timer's thread only.
    private Map<SerialLane, Sight> seen = new IdentityHashMap<>();

    private record Sight(LaneTask task, String holder, long since, boolean reported) {

        boolean isOf(LaneTask other, String otherHolder) {
            return task == other && holder.equals(otherHolder);
        }
    }

    LaneWatchdog(Lanes lanes, BusTelemetry telemetry, Consumer<String> warnings) {
        this.lanes = lanes;
        this.telemetry = telemetry;
        this.warnings = warnings;
    }

    void start(ScheduledExecutorService timer) {
        var unused = timer.scheduleWithFixedDelay(
                () -> look(System.nanoTime()), INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    void look(long now) {
        Map<SerialLane, Sight> before = seen;
        seen = new IdentityHashMap<>();
        lanes.serial().forEach(lane -> {
            lane.startIfNeeded();
            Tasks.run(() -> look(lane, before.get(lane), now));
        });
    }

    private void look(SerialLane lane, @Nullable Sight before, long now) {
        LaneTask task = lane.running();
        String holder = task == null ? null : task.holder();
        if (task == null || holder == null) {
            return;
        }
        Sight sight = before;
        boolean isOverdue = false;
        if (sight == null || !sight.isOf(task, holder)) {
            sight = new Sight(task, holder, now, false);
        } else if (!sight.reported && now - sight.since >= LIMIT_NANOS) {
            sight = new Sight(task, holder, sight.since, true);
            isOverdue = true;
        }
        seen.put(lane, sight);
        if (isOverdue) {
            report(lane, task, holder);
        }
    }

    private void report(SerialLane lane, LaneTask task, String holder) {
        telemetry.laneBlocked(task.event().name());
        warnings.accept("Listener " + holder + " has held the lane '" + lane.name() + "' (thread "
                + lane.threadName() + ") for over a second with "
                + LogText.escape(task.event().toString())
                + "; all other listeners of the lane wait for it. Give it a lane of its own (lane = \"…\"), or let it"
                + " answer a request, which runs as a task of its own");
    }
}
