package com.atomiton.samples.main.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code transform}: makes another table of the rows it gets. {@code operation: filter} keeps those for which
 * {@code where} is true; {@code map} gives each the columns of {@code fields}; {@code aggregate} gives one row for each
 * combination of the {@code groupBy} columns, with {@code aggregates}, a list of {@code name}, {@code function}
 * (count, sum, avg, min, max) and {@code of}. All but the names are SpEL expressions over a row, {@code groupBy} is
 * column names.
 */
@Component
final class TransformNode implements NodeType {

    private enum Operation {
        FILTER,
        MAP,
        AGGREGATE
    }

    @Override
    public String name() {
        return "transform";
    }

    @Override
    public Table run(NodeContext node) {
        Table input = Table.of(node.input());
        return switch (node.parameters().choice("operation", Operation.class)) {
            case FILTER -> filter(input, node);
            case MAP -> map(input, node);
            case AGGREGATE -> aggregate(input, node);
        };
    }

    private static Table filter(Table input, NodeContext node) {
        RowExpression where = node.parameters().expression("where");
        List<Map<String, @Nullable Object>> kept = new ArrayList<>();
        forEachRow(input, node, row -> {
            if (where.test(row)) {
                kept.add(row);
            }
        });
        return new Table(input.columns(), kept);
    }

    private static Table map(Table input, NodeContext node) {
        Map<String, RowExpression> fields = node.parameters().expressions("fields");
        List<Map<String, @Nullable Object>> mapped = new ArrayList<>();
        forEachRow(input, node, row -> {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            fields.forEach((column, expression) -> result.put(column, expression.value(row)));
            mapped.add(result);
        });
        return new Table(List.copyOf(fields.keySet()), mapped);
    }

    private static Table aggregate(Table input, NodeContext node) {
        Aggregation aggregation = new Aggregation(
                node.parameters().texts("groupBy"),
                node.parameters().list("aggregates").stream()
                        .map(Aggregation.Column::of)
                        .toList());
        forEachRow(input, node, aggregation::add);
        return aggregation.table();
    }

    private static void forEachRow(Table input, NodeContext node, Consumer<Map<String, @Nullable Object>> work) {
        int done = 0;
        for (Map<String, @Nullable Object> row : input.rows()) {
            node.checkStopped();
            work.accept(row);
            node.progress((double) ++done / input.rows().size());
        }
    }
}
