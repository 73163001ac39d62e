package com.atomiton.events.codec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A schema as a text that is the same for equal shapes: properties in the order of their names, sets sorted, nothing that
 * only explains, and each definition in the place where it is first used, numbered, since its name is only a label.
 */
final class CanonicalShape {

    private static final int FINGERPRINT_LENGTH = 16;
    private static final Set<String> EXPLANATIONS =
            Set.of("title", "description", "examples", "default", "deprecated", "$comment", "$schema", "$id");
    private static final Set<String> SETS = Set.of(Schemas.REQUIRED, Schemas.ENUM, Schemas.TYPE);

    private final JsonNode root;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private CanonicalShape(JsonNode root) {
        this.root = root;
    }

    static String fingerprint(JsonNode schema) {
        return hash(text(schema));
    }

    static String text(JsonNode schema) {
        CanonicalShape canonical = new CanonicalShape(schema);
        canonical.schema(schema);
        return canonical.text.toString();
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** A schema: its keywords have a meaning. */
    private void schema(JsonNode node) {
        if (!node.isObject()) {
            text.append(node);
            return;
        }
        text.append('{');
        for (String keyword : new TreeSet<>(node.propertyNames())) {
            if (!EXPLANATIONS.contains(keyword) && !keyword.equals(Schemas.DEFS)) {
                text.append(keyword).append(':');
                keyword(keyword, node.get(keyword));
                text.append(',');
            }
        }
        text.append('}');
    }

    private void keyword(String keyword, JsonNode value) {
        if (keyword.equals(Schemas.REF)) {
            reference(value.asString(""));
        } else if (keyword.equals(Schemas.PROPERTIES)) {
            properties(value);
        } else if (SETS.contains(keyword) && value.isArray()) {
            List<String> elements =
                    value.valueStream().map(JsonNode::toString).sorted().toList();
            text.append(elements);
        } else if (value.isArray()) {
            text.append('[');
            value.forEach(this::schema);
            text.append(']');
        } else {
            schema(value);
        }
    }

    /** Their names have none, also where they are those of keywords. */
    private void properties(JsonNode properties) {
        text.append('{');
        for (String name : new TreeSet<>(properties.propertyNames())) {
            text.append('"').append(name).append("\":");
            schema(properties.get(name));
        }
        text.append('}');
    }

    private void reference(String reference) {
        Integer known = numbers.get(reference);
        if (known != null) {
            text.append(known);
            return;
        }
        int number = numbers.size();
        numbers.put(reference, number);
        text.append(number).append('=');
        schema(definition(root, reference));
    }

    /** What a reference within a schema points to; empty, which is everything, if to nothing. */
    static JsonNode definition(JsonNode root, String reference) {
        return reference.startsWith(Schemas.DEFS_PREFIX)
                ? root.path(Schemas.DEFS).path(reference.substring(Schemas.DEFS_PREFIX.length()))
                : Schemas.empty();
    }
}
