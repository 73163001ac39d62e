package com.atomiton.samples.main.blueprint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Nodes in topological order; of those that could run next, the one that stands first in the file does.
 *
 * @param ordered the nodes that could be ordered
 * @param left the nodes that could not, since they are part of a cycle or behind one
 */
record RunningOrder<N>(List<N> ordered, List<N> left) {

    /** Orders nodes; every edge must join two of them. */
    static <N> RunningOrder<N> of(List<N> nodes, List<Blueprint.Edge> edges, Function<N, String> id) {
        Map<String, N> waiting = new LinkedHashMap<>();
        nodes.forEach(node -> waiting.put(id.apply(node), node));
        List<N> ordered = new ArrayList<>();
        boolean found = true;
        while (found) {
            found = false;
            for (String candidate : waiting.keySet()) {
                if (edges.stream()
                        .noneMatch(edge -> edge.target().equals(candidate) && waiting.containsKey(edge.source()))) {
                    ordered.add(waiting.get(candidate));
                    waiting.remove(candidate);
                    found = true;
                    break;
                }
            }
        }
        return new RunningOrder<>(ordered, List.copyOf(waiting.values()));
    }

    /** One cycle among the given nodes, each of which must have an edge from another of them: {@code a, b, a}. */
    static List<String> cycle(Set<String> nodes, List<Blueprint.Edge> edges) {
        List<String> back = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String at = nodes.iterator().next();
        while (seen.add(at)) {
            back.add(0, at);
            String target = at;
            at = edges.stream()
                    .filter(edge -> edge.target().equals(target) && nodes.contains(edge.source()))
                    .map(Blueprint.Edge::source)
                    .findFirst()
                    .orElseThrow();
        }
        List<String> cycle = new ArrayList<>(back.subList(0, back.indexOf(at) + 1));
        cycle.add(0, at);
        return cycle;
    }
}
