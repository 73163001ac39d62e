package com.atomiton.samples.main.blueprint;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow of nodes, checked: its ids are unique, its edges join nodes that exist, and no way leads back to where it
 * began.
 *
 * @param id what it is asked for by
 * @param name for people
 * @param nodes in the order in which they run: each after all that it gets its input from; unmodifiable
 * @param edges unmodifiable
 * @param variables what templates see by name, and the values they have unless the input says otherwise; unmodifiable
 * @param timeout how long an execution may take; empty for the conductor's default
 */
public record Blueprint(
        String id,
        String name,
        List<Node> nodes,
        List<Edge> edges,
        Map<String, @Nullable Object> variables,
        Optional<Duration> timeout) {

    public Blueprint {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** The ids of the nodes that this node gets its input from, in the order of the edges. */
    public List<String> sourcesOf(String nodeId) {
        return edges.stream()
                .filter(edge -> edge.target().equals(nodeId))
                .map(Edge::source)
                .distinct()
                .toList();
    }

    /** The nodes whose output no other node gets, in the order in which they run. */
    public List<Node> lastNodes() {
        return nodes.stream()
                .filter(node -> edges.stream().noneMatch(edge -> edge.source().equals(node.id())))
                .toList();
    }

    /**
     * A node.
     *
     * @param id unique in the blueprint
     * @param type the name of its node type
     * @param parameters what its type makes of them; unmodifiable
     */
    public record Node(String id, String type, Map<String, @Nullable Object> parameters) {

        public Node {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /**
     * An edge: what {@code source} gives is what {@code target} gets.
     *
     * @param source the id of a node
     * @param target the id of a node
     */
    public record Edge(String source, String target) {}
}
