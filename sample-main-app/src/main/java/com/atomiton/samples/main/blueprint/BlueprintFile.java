package com.atomiton.samples.main.blueprint;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code *.flow.yaml} file as it was written: everything may be missing. Fields that are not here (an editor's
 * positions, descriptions) are ignored.
 */
record BlueprintFile(
        @Nullable String id,
        @Nullable String name,
        @Nullable List<@Nullable Node> nodes,
        @Nullable List<@Nullable Edge> edges,
        @Nullable Map<String, @Nullable Object> variables,
        @Nullable Settings settings) {

    List<@Nullable Node> nodesOrNone() {
        return nodes == null ? List.of() : nodes;
    }

    List<@Nullable Edge> edgesOrNone() {
        return edges == null ? List.of() : edges;
    }

    /** {@code settings.runtime.timeout} as it was written. */
    @Nullable
    String timeout() {
        return settings == null || settings.runtime() == null
                ? null
                : settings.runtime().timeout();
    }

    record Node(
            @Nullable String id,
            @Nullable String type,
            @Nullable Map<String, @Nullable Object> parameters) {}

    record Edge(@Nullable String source, @Nullable String target) {}

    record Settings(@Nullable Runtime runtime) {}

    record Runtime(@Nullable String timeout) {}
}
