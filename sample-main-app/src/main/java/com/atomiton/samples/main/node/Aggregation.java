package com.atomiton.samples.main.node;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Groups rows and computes over each group. Only for one thread. */
final class Aggregation {

    /** Groups are in memory, and the rows of a table too; this many are surely a mistake in {@code groupBy}. */
    private static final int MAX_GROUPS = 10_000;

    private final List<String> groupBy;
    private final List<Column> columns;
    private final Map<List<String>, Group> groups =
            new TreeMap<>(Comparator.comparing(key -> String.join("\u0000", key)));

    Aggregation(List<String> groupBy, List<Column> columns) {
        this.groupBy = groupBy;
        this.columns = columns;
    }

    void add(Map<String, @Nullable Object> row) {
        List<String> key = groupBy.stream()
                .map(column -> String.valueOf(group(row, column)))
                .toList();
        Group group = groups.computeIfAbsent(key, unused -> new Group(row, columns.size()));
        if (groups.size() > MAX_GROUPS) {
            throw new ParameterException("groupBy", groupBy + " makes more than " + MAX_GROUPS + " groups");
        }
        group.count++;
        for (int i = 0; i < columns.size(); i++) {
            RowExpression of = columns.get(i).of();
            if (of != null) {
                group.values.set(i, columns.get(i).function().combine(group.values.get(i), of.number(row)));
            }
        }
    }

    private static @Nullable Object group(Map<String, @Nullable Object> row, String column) {
        if (!row.containsKey(column)) {
            throw new ParameterException("groupBy", "names the column '" + column + "'; there are " + row.keySet());
        }
        return row.get(column);
    }

    /** The groups, sorted by the texts of their keys. Without {@code groupBy} it is one row, also for no input. */
    Table table() {
        if (groupBy.isEmpty() && groups.isEmpty()) {
            groups.put(List.of(), new Group(Map.of(), columns.size()));
        }
        List<String> names = new ArrayList<>(groupBy);
        columns.forEach(column -> names.add(column.name()));
        return new Table(names, groups.values().stream().map(this::row).toList());
    }

    private Map<String, @Nullable Object> row(Group group) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        groupBy.forEach(column -> row.put(column, group.first.get(column)));
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i).name(), columns.get(i).function().result(group.values.get(i), group.count));
        }
        return row;
    }

    /** What is known of the rows of one group. */
    private static final class Group {

        private final Map<String, @Nullable Object> first;
        private final List<@Nullable BigDecimal> values = new ArrayList<>();
        private int count;

        Group(Map<String, @Nullable Object> first, int columns) {
            this.first = first;
            for (int i = 0; i < columns; i++) {
                values.add(null);
            }
        }
    }

    /** A column of the result: a function of the values that an expression has in the rows of a group. */
    record Column(String name, Function function, @Nullable RowExpression of) {

        static Column of(Parameters parameters) {
            Function function = parameters.choice("function", Function.class);
            return new Column(
                    parameters.text("name"), function, function == Function.COUNT ? null : parameters.expression("of"));
        }
    }

    enum Function {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX;

        BigDecimal combine(@Nullable BigDecimal soFar, BigDecimal value) {
            if (soFar == null) {
                return value;
            }
            return switch (this) {
                case MIN -> soFar.min(value);
                case MAX -> soFar.max(value);
                case COUNT, SUM, AVG -> soFar.add(value);
            };
        }

        @Nullable
        Object result(@Nullable BigDecimal combined, int count) {
            return switch (this) {
                case COUNT -> count;
                case SUM -> combined == null ? BigDecimal.ZERO : combined;
                case AVG -> combined == null ? null : combined.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
                case MIN, MAX -> combined;
            };
        }
    }
}
