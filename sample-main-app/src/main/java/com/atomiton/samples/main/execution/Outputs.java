package com.atomiton.samples.main.execution;

import com.atomiton.samples.main.blueprint.Blueprint;
import com.atomiton.samples.main.node.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the nodes of an execution have given so far. Only for the thread that runs it. */
final class Outputs {

    private final Blueprint blueprint;
    private final @Nullable Object input;
    private final Map<String, @Nullable Object> full = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> summaries = new LinkedHashMap<>();

    Outputs(Blueprint blueprint, @Nullable Object input) {
        this.blueprint = blueprint;
        this.input = input;
    }

    void put(String nodeId, @Nullable Object output) {
        full.put(nodeId, output);
        summaries.put(nodeId, summary(output));
    }

    /** What a node gets; see {@link com.atomiton.samples.main.node.NodeContext#input()}. */
    @Nullable
    Object inputOf(String nodeId) {
        List<String> sources = blueprint.sourcesOf(nodeId);
        if (sources.isEmpty()) {
            return input;
        }
        return sources.size() == 1 ? full.get(sources.get(0)) : select(sources, full);
    }

    /** What each node gave, with summaries in the place of tables. */
    Map<String, @Nullable Object> summaries() {
        return summaries;
    }

    /** What the execution as a whole gave, summarised. */
    @Nullable
    Object last() {
        List<String> last =
                blueprint.lastNodes().stream().map(Blueprint.Node::id).toList();
        return last.size() == 1 ? summaries.get(last.get(0)) : select(last, summaries);
    }

    private static Map<String, @Nullable Object> select(List<String> nodes, Map<String, @Nullable Object> from) {
        Map<String, @Nullable Object> selected = new LinkedHashMap<>();
        nodes.forEach(node -> selected.put(node, from.get(node)));
        return selected;
    }

    private static @Nullable Object summary(@Nullable Object output) {
        if (output instanceof Table table) {
            return table.summary();
        }
        if (output instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> summary = new LinkedHashMap<>();
            map.forEach((name, value) -> summary.put(String.valueOf(name), summary(value)));
            return summary;
        }
        return output;
    }
}
