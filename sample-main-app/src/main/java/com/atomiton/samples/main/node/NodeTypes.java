package com.atomiton.samples.main.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The node types of this conductor, by name. */
@Component
public final class NodeTypes {

    private final Map<String, NodeType> types;

    public NodeTypes(List<NodeType> types) {
        this.types = types.stream().collect(Collectors.toUnmodifiableMap(NodeType::name, Function.identity()));
    }

    /** Their names; unmodifiable. */
    public Set<String> names() {
        return types.keySet();
    }

    /**
     * The type of this name.
     *
     * @throws IllegalArgumentException if there is none; blueprints are checked for that when they are read
     */
    public NodeType get(String name) {
        NodeType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("there is no node type '" + name + "'");
        }
        return type;
    }
}
