package com.atomiton.events.cli;

import com.atomiton.events.observation.TapCounts.Count;
import com.atomiton.events.observation.TapRequests;
import com.atomiton.events.observation.TapRequests.State;
import com.atomiton.events.observation.TapRequests.StateRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows again and again what passes most. */
@Command(
        name = "top",
        description = "Shows rates of events, queues and peers, again and again until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class TopCommand extends BusCommand {

    private static final String CLEAR = "\u001B[H\u001B[2J";
    private static final int LINES = 20;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "time between two looks; default: ${DEFAULT-VALUE}")
    private double interval = 1;

    @Option(names = "--count", paramLabel = "N", description = "stop after so many looks")
    private long count = Long.MAX_VALUE;

    private Map<List<String>, Count> previous = new HashMap<>();
    private long previousAt = System.nanoTime();

    /** What has passed since the last look, a second. */
    record Rate(String name, String kind, String direction, double messages, double bytes) {}

    @Override
    int run(MainConnection main) throws Exception {
        rates(main.ask(TapRequests.STATE, new StateRequest(true), State.class));
        for (long left = count; left > 0; left--) {
            TimeUnit.MILLISECONDS.sleep(Math.max(50, (long) (interval * 1000)));
            State state = main.ask(TapRequests.STATE, new StateRequest(true), State.class);
            show(state, rates(state));
        }
        return ConductorCommand.OK;
    }

    private List<Rate> rates(State state) {
        long now = System.nanoTime();
        double seconds = (now - previousAt) / 1e9;
        Map<List<String>, Count> current = new HashMap<>();
        List<Rate> rates = new ArrayList<>();
        for (Count counted : state.counts()) {
            List<String> key = List.of(counted.name(), counted.kind(), counted.direction());
            current.put(key, counted);
            Count before = previous.get(key);
            long messages = counted.messages() - (before == null ? 0 : before.messages());
            long bytes = counted.bytes() - (before == null ? 0 : before.bytes());
            rates.add(
                    new Rate(counted.name(), counted.kind(), counted.direction(), messages / seconds, bytes / seconds));
        }
        previous = current;
        previousAt = now;
        rates.sort(Comparator.comparingDouble(Rate::messages).reversed().thenComparing(Rate::name));
        return rates;
    }

    private void show(State state, List<Rate> rates) {
        if (isJson()) {
            out().println(Output.json(Map.of("rates", rates, "sessions", state.sessions())));
        } else {
            if (System.console() != null) {
                out().print(CLEAR);
            }
            out().println(state.self() + ", " + state.deadLetters() + " dead letters");
            Output.table(out(), PeersCommand.rows(state.sessions()));
            out().println();
            Output.table(out(), rows(rates));
            out().println();
        }
        out().flush();
    }

    private static List<List<String>> rows(List<Rate> rates) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "KIND", "DIRECTION", "PER SECOND", "BYTES PER SECOND"));
        rates.stream()
                .limit(LINES)
                .forEach(rate -> rows.add(List.of(
                        rate.name(),
                        rate.kind(),
                        rate.direction(),
                        String.format(java.util.Locale.ROOT, "%.1f", rate.messages()),
                        Output.bytes(Math.round(rate.bytes())))));
        return rows;
    }
}
