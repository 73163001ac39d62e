package com.atomiton.events.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** All figures of a run, as they were measured. Not thread-safe. */
public final class Results {

    private record Cell(String workload, String row, String metric) {}

    private final Map<Cell, List<Double>> values = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> notes = new LinkedHashMap<>();

    /** One more figure of this cell. */
    public void add(String workload, String row, String metric, double value) {
        values.computeIfAbsent(new Cell(workload, row, metric), cell -> new ArrayList<>())
                .add(value);
    }

    /** Why a row has no figures, or what has to be known about them. */
    public void note(String workload, String row, String reason) {
        notes.computeIfAbsent(workload, name -> new LinkedHashMap<>()).put(row, reason);
    }

    /** The median of a cell's figures; empty if it has none. */
    public OptionalDouble median(String workload, String row, String metric) {
        List<Double> measured = values.get(new Cell(workload, row, metric));
        return measured == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Numbers.median(
                        measured.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** How many times higher one cell is than another; empty if one of them has no figure. */
    public OptionalDouble ratio(String workload, String metric, String row, String base) {
        OptionalDouble upper = median(workload, row, metric);
        OptionalDouble lower = median(workload, base, metric);
        return upper.isPresent() && lower.isPresent()
                ? OptionalDouble.of(upper.getAsDouble() / lower.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The rows of a workload that have figures, in the order in which they came. */
    public Set<String> rows(String workload) {
        Set<String> rows = new LinkedHashSet<>();
        values.keySet().stream().filter(cell -> cell.workload.equals(workload)).forEach(cell -> rows.add(cell.row));
        return rows;
    }

    /** What there is to say about rows of a workload, by row. */
    public Map<String, String> notes(String workload) {
        return notes.getOrDefault(workload, Map.of());
    }
}
