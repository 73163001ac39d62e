package com.atomiton.samples.main.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What templates and expressions see of an execution. An entry of the input replaces the variable of the same name;
 * other entries are reached through {@code input}.
 */
public final class Scope {

    private final Map<String, @Nullable Object> variables;
    private final @Nullable Object input;
    private final Map<String, @Nullable Object> nodes;

    /**
     * For one node.
     *
     * @param declared the blueprint's variables
     * @param input the execution's input
     * @param nodes what the nodes that have run gave, summarised, by node id
     */
    public Scope(Map<String, @Nullable Object> declared, @Nullable Object input, Map<String, @Nullable Object> nodes) {
        Map<String, @Nullable Object> current = new LinkedHashMap<>(declared);
        if (input instanceof Map<?, ?> given) {
            current.replaceAll((name, value) -> given.containsKey(name) ? given.get(name) : value);
        }
        this.variables = Collections.unmodifiableMap(current);
        this.input = input;
        this.nodes = nodes;
    }

    /** The blueprint's variables with the values they have in this execution; unmodifiable. */
    Map<String, @Nullable Object> variables() {
        return variables;
    }

    /** What a template sees: the variables by name, {@code input} and {@code nodes}. */
    Map<String, @Nullable Object> root() {
        Map<String, @Nullable Object> root = new LinkedHashMap<>(variables);
        root.put("input", input);
        root.put("nodes", nodes);
        return root;
    }
}
