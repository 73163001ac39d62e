package com.atomiton.events.benchmarks;

import com.atomiton.events.benchmarks.workload.Column;
import com.atomiton.events.benchmarks.workload.Workload;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/** Prints tables and goals. */
final class Report {

    private static final int ROW = 34;

    private final PrintStream out;
    private final Results results;

    Report(PrintStream out, Results results) {
        this.out = out;
        this.results = results;
    }

    void machine() {
        out.printf(
                "%s %s, %d processors, Java %s%n",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    /** What those among them that are peers promise. */
    void guarantees(List<Contender> contenders) {
        List<Contender> peers = contenders.stream()
                .filter(contender -> contender.kind().isPeer())
                .toList();
        if (peers.isEmpty()) {
            return;
        }
        out.printf("%npeers: counted among those with flow control or acknowledgement?%n");
        peers.forEach(peer -> out.printf(
                "  %-" + ROW + "s %-3s  %s%n",
                peer.name(),
                peer.kind() == Contender.Kind.PEER_WITH_FLOW_CONTROL ? "yes" : "no",
                peer.guarantees()));
    }

    void table(Workload workload) {
        out.printf("%n%s: %s%n", workload.name(), workload.title());
        workload.columns().stream()
                .map(Column::base)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(base -> out.printf("  in parentheses: times %s%n", base));
        List<String> cells = new ArrayList<>();
        workload.columns().forEach(column -> cells.add(column.metric()));
        line("", cells);
        for (String row : results.rows(workload.name())) {
            cells.clear();
            workload.columns().forEach(column -> cells.add(cell(workload, row, column)));
            line(row, cells);
        }
        results.notes(workload.name()).forEach((row, reason) -> out.printf("  %-" + ROW + "s %s%n", row, reason));
    }

    private void line(String row, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format("  %-" + ROW + "s", row));
        cells.forEach(cell -> line.append(String.format(" %19s", cell)));
        out.println(line);
    }

    private String cell(Workload workload, String row, Column column) {
        OptionalDouble value = results.median(workload.name(), row, column.metric());
        if (value.isEmpty()) {
            return "-";
        }
        String text = String.format(Locale.ROOT, "%,." + column.decimals() + "f", value.getAsDouble());
        OptionalDouble ratio = column.base() == null
                ? OptionalDouble.empty()
                : results.ratio(workload.name(), column.metric(), row, column.base());
        return ratio.isEmpty() ? text : text + String.format(Locale.ROOT, " (%.2f)", ratio.getAsDouble());
    }

    void goals(List<Goal> goals) {
        out.printf("%nGoals%n");
        for (Goal goal : goals) {
            String figure = goal.figure().isEmpty()
                    ? "not measured"
                    : String.format(Locale.ROOT, "%.2f %s", goal.figure().getAsDouble(), goal.met() ? "met" : "missed");
            out.printf("  %-130s %s%n", goal.text(), figure);
        }
    }
}
