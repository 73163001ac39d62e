package com.atomiton.samples.contract;

import java.util.List;

/**
 * What is needed to list and draw a blueprint.
 *
 * @param id asked for in {@link ExecuteBlueprint}
 * @param name for people
 * @param nodes in the order in which they run; unmodifiable
 * @param edges from node to node; unmodifiable
 */
public record BlueprintSummary(String id, String name, List<Node> nodes, List<Edge> edges) {

    public BlueprintSummary {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A node.
     *
     * @param id unique in the blueprint
     * @param type for example {@code transform}
     */
    public record Node(String id, String type) {}

    /**
     * An edge: what {@code source} gives is what {@code target} gets.
     *
     * @param source the id of a node
     * @param target the id of a node
     */
    public record Edge(String source, String target) {}
}
