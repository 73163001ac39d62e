package com.atomiton.samples.main.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Finds everything that would keep a blueprint from running, so that one look at the file is enough. */
final class BlueprintChecks {

    private final BlueprintFile file;
    private final Set<String> nodeTypes;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();

    private BlueprintChecks(BlueprintFile file, Set<String> nodeTypes) {
        this.file = file;
        this.nodeTypes = nodeTypes;
    }

    /** The problems, one sentence each; empty if there are none. */
    static List<String> problems(BlueprintFile file, Set<String> nodeTypes) {
        BlueprintChecks checks = new BlueprintChecks(file, nodeTypes);
        checks.checkHead();
        checks.checkNodes();
        checks.checkEdges();
        return checks.problems;
    }

    private void checkHead() {
        if (!StringUtils.hasText(file.id())) {
            problems.add("it has no id");
        }
        if (file.nodesOrNone().isEmpty()) {
            problems.add("it has no nodes");
        }
    }

    private void checkNodes() {
        int number = 0;
        for (BlueprintFile.Node node : file.nodesOrNone()) {
            number++;
            if (node == null || !StringUtils.hasText(node.id())) {
                problems.add("node " + number + " has no id");
                continue;
            }
            if (!ids.add(node.id())) {
                problems.add("the node id '" + node.id() + "' is used more than once");
            }
            if (node.type() == null) {
                problems.add("node '" + node.id() + "' has no type; " + knownTypes());
            } else if (!nodeTypes.contains(node.type())) {
                problems.add("node '" + node.id() + "' has the unknown type '" + node.type() + "'; " + knownTypes());
            }
        }
    }

    private String knownTypes() {
        return "there are " + String.join(", ", new TreeSet<>(nodeTypes));
    }

    private void checkEdges() {
        List<Blueprint.Edge> sound = new ArrayList<>();
        int number = 0;
        for (BlueprintFile.Edge edge : file.edgesOrNone()) {
            number++;
            if (edge == null || edge.source() == null || edge.target() == null) {
                problems.add("edge " + number + " needs a source and a target");
            } else if (isNode(edge.source(), number, edge) & isNode(edge.target(), number, edge)) {
                sound.add(new Blueprint.Edge(edge.source(), edge.target()));
            }
        }
        List<String> left = RunningOrder.of(List.copyOf(ids), sound, id -> id).left();
        if (!left.isEmpty()) {
            problems.add("the nodes "
                    + String.join(" -> ", RunningOrder.cycle(new LinkedHashSet<>(left), sound))
                    + " form a cycle");
        }
    }

    private boolean isNode(@Nullable String end, int number, BlueprintFile.Edge edge) {
        boolean known = ids.contains(end);
        if (!known) {
            problems.add("edge " + number + " (" + edge.source() + " -> " + edge.target() + ") ends at '" + end
                    + "', but there is no such node");
        }
        return known;
    }
}
