package com.atomiton.samples.main.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code edit-fields}: sets fields. With {@code values} alone it gives these; with {@code keepInput: true}, the input
 * with these set: the fields of a map, or of each row of a table.
 */
@Component
final class EditFieldsNode implements NodeType {

    @Override
    public String name() {
        return "edit-fields";
    }

    @Override
    public Object run(NodeContext node) {
        Map<String, @Nullable Object> values = node.parameters().map("values");
        boolean keepInput = node.parameters()
                .optionalText("keepInput")
                .map(Boolean::valueOf)
                .orElse(false);
        if (!keepInput || node.input() == null) {
            return values;
        }
        if (node.input() instanceof Map<?, ?> fields) {
            Map<String, @Nullable Object> edited = new LinkedHashMap<>();
            fields.forEach((name, value) -> edited.put(String.valueOf(name), value));
            edited.putAll(values);
            return edited;
        }
        return edit(Table.of(node.input()), values, node);
    }

    private static Table edit(Table table, Map<String, @Nullable Object> values, NodeContext node) {
        Set<String> columns = new LinkedHashSet<>(table.columns());
        columns.addAll(values.keySet());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> row : table.rows()) {
            node.checkStopped();
            Map<String, @Nullable Object> edited = new LinkedHashMap<>(row);
            edited.putAll(values);
            rows.add(edited);
        }
        return new Table(List.copyOf(columns), rows);
    }
}
