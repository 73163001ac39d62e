package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.Options;
import com.atomiton.events.benchmarks.StreamResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Main sends the same events to several renderers, each a process of its own. The more processes share the processors,
 * the longer each of them takes to warm up.
 */
public final class FanOut implements Workload {

    public static final String DELIVERIES = "deliveries/s";

    private static final int SIZE = 120;
    private static final int WIDEST = 16;

    /** Each receiver gets so many. */
    private static final long WARM = 50_000;

    private final int renderers;

    FanOut(int renderers) {
        this.renderers = renderers;
    }

    /** The name of the one with so many renderers. */
    public static String name(int renderers) {
        return "fan-out-" + renderers;
    }

    @Override
    public String name() {
        return name(renderers);
    }

    @Override
    public String title() {
        return "main sends " + SIZE + "-byte events to " + renderers
                + " renderers; deliveries are counted where they are handled (L1: raw writers of the same bytes, whose receivers count frames; L2: whose receivers decode and hand over, as ours)";
    }

    /** The widest says most, and the narrowest is a stream. */
    @Override
    public boolean quick() {
        return renderers == WIDEST;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column(DELIVERIES, 0, "L1"), new Column("sender ns", 0, "L1"), new Column("receiver ns", 0, null));
    }

    @Override
    public void run(Lab lab) throws IOException, InterruptedException {
        lab.clear();
        Options options = lab.options();
        List<Contender> rows = lab.contenders().stream()
                .filter(Contender::fansOut)
                .filter(contender -> !contender.kind().isPeer() || withPeers(options))
                .toList();
        lab.alternate(this, rows, renderers, group -> {
            Warmth warmUp = new Warmth(options.warmUpSeconds() * Math.max(1, renderers / 8.0), WARM);
            Pace pace = Pace.warmUp(warmUp, events -> group.streamDown(events, SIZE));
            warmUp.note(lab.results(), name(), group);
            return () -> figures(group.streamDown(pace.events(options.seconds()), SIZE));
        });
        lab.clear();
    }

    /** They take long: only where most is seen, and not in a hurry. */
    private boolean withPeers(Options options) {
        return renderers == WIDEST && !options.quick();
    }

    private Map<String, Double> figures(StreamResult result) {
        return Map.of(
                DELIVERIES,
                result.perSecond() * renderers,
                "sender ns",
                result.senderCpu(),
                "receiver ns",
                result.receiverCpu());
    }
}
