package com.atomiton.samples.main.node;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows with the same columns. This is what nodes hand to each other; {@link #of} also accepts rows as plain JSON.
 *
 * @param columns their names, in order; unmodifiable
 * @param rows each a map from column to value, treated as unmodifiable; unmodifiable
 */
public record Table(List<String> columns, List<Map<String, @Nullable Object>> rows) {

    /** A table of at most this many rows is part of a result as a whole. */
    private static final int SMALL = 20;

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A node's input as a table.
     *
     * @throws IllegalArgumentException if it is neither a table nor a list of maps
     */
    static Table of(@Nullable Object input) {
        if (input instanceof Table table) {
            return table;
        }
        if (input instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
            List<Map<String, @Nullable Object>> rows =
                    list.stream().map(row -> row((Map<?, ?>) row)).toList();
            Set<String> columns = new LinkedHashSet<>();
            rows.forEach(row -> columns.addAll(row.keySet()));
            return new Table(List.copyOf(columns), rows);
        }
        throw new IllegalArgumentException("the input must be rows, but is "
                + (input == null ? "nothing" : "a " + input.getClass().getSimpleName()));
    }

    private static Map<String, @Nullable Object> row(Map<?, ?> values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        values.forEach((column, value) -> row.put(String.valueOf(column), value));
        return row;
    }

    /** What stands for this table in a result and in templates: {@code rows}, {@code columns}, and a small {@code table}. */
    public Map<String, @Nullable Object> summary() {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("rows", rows.size());
        summary.put("columns", columns);
        if (rows.size() <= SMALL) {
            summary.put("table", rows);
        }
        return summary;
    }
}
