package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.Group;
import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.Options;
import com.atomiton.events.benchmarks.StreamResult;
import java.util.List;
import java.util.Map;

/** One sender, one receiver, events one way as fast as they go. */
final class Stream implements Workload {

    /** The JVM has compiled and compiled again what runs so often. */
    private static final long WARM = 200_000;

    private static final int QUICK_SIZE = 1024;

    private static final long WARM_BYTES = 64 * 1024 * 1024;

    private final String name;
    private final int size;
    private final Direction direction;
    private final double warmUpShare;
    private final boolean peers;
    private final long warm;

    /**
     * {@code warmUpShare}: of the usual time; the processes of a workload before this one are warm already. {@code peers}:
     * whether they are measured too.
     */
    Stream(String name, int size, Direction direction, double warmUpShare, boolean peers) {
        this.name = name;
        this.size = size;
        this.direction = direction;
        this.warmUpShare = warmUpShare;
        this.peers = peers;
        this.warm = Math.min(WARM, WARM_BYTES / size);
    }

    @Override
    public String name() {
        return name;
    }

    /** The goals are about the one that peers have too, with small events. */
    @Override
    public boolean quick() {
        return peers && size < QUICK_SIZE;
    }

    @Override
    public String title() {
        return "one-way stream of " + size + "-byte events, "
                + (direction == Direction.UP ? "renderer to main" : "main to renderer")
                + "; processor time and allocation for each event";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("events/s", 0, "L2"),
                new Column("sender ns", 0, null),
                new Column("receiver ns", 0, null),
                new Column("sender bytes", 0, null),
                new Column("receiver bytes", 0, null));
    }

    @Override
    public void run(Lab lab) throws InterruptedException {
        Options options = lab.options();
        List<Contender> rows = lab.contenders().stream()
                .filter(contender -> peers || !contender.kind().isPeer())
                .toList();
        lab.alternate(this, rows, 1, group -> {
            Warmth warmUp = new Warmth(options.warmUpSeconds() * warmUpShare, warm);
            Pace pace = Pace.warmUp(warmUp, events -> stream(group, events));
            warmUp.note(lab.results(), name, group);
            return () -> figures(stream(group, pace.events(options.seconds())));
        });
    }

    private static Map<String, Double> figures(StreamResult result) {
        return Map.of(
                "events/s", result.perSecond(),
                "sender ns", result.senderCpu(),
                "receiver ns", result.receiverCpu(),
                "sender bytes", result.senderBytes(),
                "receiver bytes", result.receiverBytes());
    }

    private StreamResult stream(Group group, long events) throws InterruptedException {
        return direction.stream(group, events, size);
    }
}
