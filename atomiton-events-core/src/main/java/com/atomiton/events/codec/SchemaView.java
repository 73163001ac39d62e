package com.atomiton.events.codec;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A schema without the reference that led to it and without its {@code null}, as a comparison looks at it. */
record SchemaView(JsonNode root, JsonNode node) {

    static final String VARIANTS = "variants";

    private static final int MAX_HOPS = 20;
    private static final int MAX_CONSTANTS_SHOWN = 12;

    static SchemaView of(JsonNode root, JsonNode schema) {
        JsonNode node = schema;
        for (int hops = 0; hops < MAX_HOPS; hops++) {
            if (node.path(Schemas.REF).isString()) {
                node = CanonicalShape.definition(root, node.get(Schemas.REF).stringValue());
            } else if (node.path(Schemas.ANY_OF).isArray()) {
                JsonNode either = node.get(Schemas.ANY_OF);
                node = either.valueStream()
                        .filter(choice ->
                                !Schemas.NULL.equals(choice.path(Schemas.TYPE).asString("")))
                        .findFirst()
                        .orElse(either);
            } else {
                return new SchemaView(root, node);
            }
        }
        return new SchemaView(root, Schemas.empty());
    }

    boolean isAnything() {
        return kind().isEmpty();
    }

    /** The type, {@code variants}, or empty for anything. */
    String kind() {
        if (node.path(Schemas.ONE_OF).isArray()) {
            return VARIANTS;
        }
        JsonNode type = node.path(Schemas.TYPE);
        if (type.isArray()) {
            return type.valueStream()
                    .map(name -> name.asString(""))
                    .filter(name -> !name.equals(Schemas.NULL))
                    .findFirst()
                    .orElse(Schemas.NULL);
        }
        return type.isString() ? type.stringValue() : node.has(Schemas.CONST) ? Schemas.STRING : "";
    }

    /** What it is, for people. */
    String label() {
        Set<String> constants = isObject() ? Set.of() : constants();
        if (!constants.isEmpty()) {
            return "one of " + shown(constants);
        }
        String kind = kind();
        if (kind.equals(VARIANTS)) {
            return "one of " + shown(variants().keySet());
        }
        if (kind.isEmpty()) {
            return "anything";
        }
        @Nullable String tag = tag();
        if (tag != null) {
            return tag;
        }
        String format = node.path(Schemas.FORMAT).asString("");
        return format.isEmpty() ? kind : kind + " (" + format + ")";
    }

    private static String shown(Collection<String> names) {
        String shown = names.stream().limit(MAX_CONSTANTS_SHOWN).collect(Collectors.joining(", "));
        return names.size() > MAX_CONSTANTS_SHOWN ? shown + ", …" : shown;
    }

    boolean isObject() {
        return kind().equals(Schemas.OBJECT);
    }

    /** Whether it has whatever properties a map has, and none of its own. */
    boolean isMap() {
        return isObject() && !node.has(Schemas.PROPERTIES);
    }

    JsonNode values() {
        return orAnything(node.path(Schemas.ADDITIONAL));
    }

    JsonNode items() {
        return orAnything(node.path(Schemas.ITEMS));
    }

    private static JsonNode orAnything(JsonNode schema) {
        return schema.isObject() ? schema : Schemas.empty();
    }

    Collection<String> propertyNames() {
        return node.path(Schemas.PROPERTIES).propertyNames();
    }

    /** {@code null} if it has none of the name; any property of a map has what its values have. */
    @Nullable
    JsonNode property(String name) {
        return isMap() ? values() : node.path(Schemas.PROPERTIES).get(name);
    }

    boolean requires(String name) {
        return node.path(Schemas.REQUIRED).valueStream().anyMatch(required -> name.equals(required.asString("")));
    }

    static boolean isReadOnly(JsonNode property) {
        return property.path(Schemas.READ_ONLY).asBoolean(false);
    }

    Set<String> constants() {
        Set<String> constants = new TreeSet<>();
        node.path(Schemas.ENUM).forEach(constant -> constants.add(constant.asString("")));
        if (node.has(Schemas.CONST)) {
            constants.add(node.get(Schemas.CONST).asString(""));
        }
        return constants;
    }

    /** The value that a property of it always has, which says what it is; {@code null} if it has none. */
    @Nullable
    String tag() {
        if (node instanceof ObjectNode object && object.path(Schemas.PROPERTIES) instanceof ObjectNode properties) {
            for (JsonNode property : properties) {
                if (property.has(Schemas.CONST)) {
                    return property.get(Schemas.CONST).asString("");
                }
            }
        }
        List<JsonNode> pair = node.path(Schemas.PREFIX_ITEMS).valueStream().toList();
        return pair.isEmpty() ? null : pair.get(0).path(Schemas.CONST).asString("");
    }

    /** By their tags; one without is known by its place. */
    Map<String, JsonNode> variants() {
        Map<String, JsonNode> variants = new TreeMap<>();
        for (JsonNode variant : node.path(Schemas.ONE_OF)) {
            @Nullable String tag = of(root, variant).tag();
            variants.put(tag == null ? String.valueOf(variants.size() + 1) : tag, variant);
        }
        return variants;
    }
}
