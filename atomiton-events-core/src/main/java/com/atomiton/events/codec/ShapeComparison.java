package com.atomiton.events.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Walks two schemas side by side. The second one may come from a peer: references may lead nowhere or in circles, and
 * each pair of definitions is looked at once, no deeper than a payload can be.
 */
final class ShapeComparison {

    private static final int MAX_DIFFERENCES = 50;

    private final JsonNode here;
    private final JsonNode there;
    private final Map<JsonNode, Set<JsonNode>> seen = new IdentityHashMap<>();
    private final List<ShapeDifference> differences = new ArrayList<>();
    private int depth;

    ShapeComparison(JsonNode here, JsonNode there) {
        this.here = here;
        this.there = there;
    }

    List<ShapeDifference> differences() {
        compare("", here, there);
        return List.copyOf(differences);
    }

    private void compare(String path, JsonNode left, JsonNode right) {
        depth++;
        if (depth <= WireSettings.MAX_DEPTH && differences.size() < MAX_DIFFERENCES) {
            compare(path, SchemaView.of(here, left), SchemaView.of(there, right));
        }
        depth--;
    }

    private void compare(String path, SchemaView mine, SchemaView other) {
        if (!isNew(mine, other)) {
            return;
        }
        if (mine.isAnything() || other.isAnything()) {
            if (mine.isAnything() != other.isAnything()) {
                add(path, mine.label(), other.label(), false);
            }
        } else if (mine.isObject() && other.isObject() && (mine.isMap() || other.isMap())) {
            objects(path, mine, other);
        } else if (!mine.kind().equals(other.kind()) || !Objects.equals(mine.tag(), other.tag())) {
            add(path, mine.label(), other.label(), true);
        } else {
            switch (mine.kind()) {
                case SchemaView.VARIANTS -> variants(path, mine, other);
                case Schemas.OBJECT -> objects(path, mine, other);
                case Schemas.ARRAY -> compare(path + "[]", mine.items(), other.items());
                default -> scalars(path, mine, other);
            }
        }
    }

    private boolean isNew(SchemaView mine, SchemaView other) {
        return seen.computeIfAbsent(mine.node(), unused -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(other.node());
    }

    private void scalars(String path, SchemaView mine, SchemaView other) {
        Set<String> constants = mine.constants();
        Set<String> others = other.constants();
        if (!mine.label().equals(other.label())) {
            // Where only one side has constants, or a format, it is the narrower one.
            add(path, mine.label(), other.label(), !constants.isEmpty() && !others.isEmpty());
        }
    }

    private void objects(String path, SchemaView mine, SchemaView other) {
        Set<String> names = new TreeSet<>(mine.propertyNames());
        names.addAll(other.propertyNames());
        for (String name : names) {
            property(
                    path.isEmpty() ? name : path + "." + name,
                    mine.property(name),
                    other.property(name),
                    name,
                    mine,
                    other);
        }
        if (mine.isMap() && other.isMap()) {
            compare(path + "{}", mine.values(), other.values());
        }
    }

    private void property(
            String path,
            @Nullable JsonNode left,
            @Nullable JsonNode right,
            String name,
            SchemaView mine,
            SchemaView other) {
        if (left == null && right != null) {
            add(path, ShapeDifference.MISSING, SchemaView.of(there, right).label(), other.requires(name));
        } else if (left != null && right == null) {
            add(path, SchemaView.of(here, left).label(), ShapeDifference.MISSING, mine.requires(name));
        } else if (left != null && right != null) {
            if (!mine.isMap() && !other.isMap() && mine.requires(name) != other.requires(name)) {
                boolean breaking = !SchemaView.isReadOnly(left) && !SchemaView.isReadOnly(right);
                add(path, necessity(mine, name), necessity(other, name), breaking);
            }
            compare(path, left, right);
        }
    }

    private static String necessity(SchemaView object, String name) {
        return object.requires(name) ? "required" : "optional";
    }

    private void variants(String path, SchemaView mine, SchemaView other) {
        Map<String, JsonNode> variants = mine.variants();
        Map<String, JsonNode> others = other.variants();
        if (!variants.keySet().equals(others.keySet())) {
            add(path, mine.label(), other.label(), true);
        }
        variants.forEach((tag, variant) -> {
            JsonNode same = others.get(tag);
            if (same != null) {
                compare(path + "(" + tag + ")", variant, same);
            }
        });
    }

    private void add(String path, String mine, String other, boolean breaking) {
        if (differences.size() < MAX_DIFFERENCES) {
            differences.add(new ShapeDifference(path, mine, other, breaking));
        }
    }
}
