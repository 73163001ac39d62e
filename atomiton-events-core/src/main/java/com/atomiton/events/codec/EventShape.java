package com.atomiton.events.codec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the payload of an event looks like on the wire, as a JSON schema (2020-12). {@link EventCodec#shape} derives it
 * from the mapper that writes and reads the payload. Immutable.
 *
 * <p>Every object type is in {@code $defs}, so that types may contain themselves; the names there are labels without a
 * meaning. A property is {@code required} unless it is declared to be {@code null} sometimes: an {@code Optional}, one
 * annotated with any {@code @Nullable}, or one that this process only writes and never reads ({@code readOnly}).
 */
public final class EventShape {

    /** Where a schema that stands on its own begins. */
    private static final String ROOT = "#";

    private final ObjectNode schema;
    private volatile @Nullable String fingerprint;

    private EventShape(ObjectNode schema) {
        this.schema = schema;
    }

    /**
     * A shape by its schema, as {@link #schema()} returns it; takes a copy.
     *
     * @throws IllegalArgumentException if it is no JSON object
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static EventShape of(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            throw new IllegalArgumentException("'schema' must be a JSON object, but is " + schema.getNodeType());
        }
        return new EventShape(object.deepCopy());
    }

    @JsonValue
    ObjectNode json() {
        return schema;
    }

    /** The schema; a copy. References in it count from the schema's own root. */
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    /**
     * The schema for a place within another document; a copy.
     *
     * @param pointer where it will stand, as in {@code #/components/schemas/Progress}; references begin with it
     */
    public ObjectNode schemaAt(String pointer) {
        ObjectNode copy = schema.deepCopy();
        rebase(copy, pointer);
        return copy;
    }

    private static void rebase(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object && object.path(Schemas.REF).isString()) {
            String reference = object.get(Schemas.REF).stringValue();
            object.put(Schemas.REF, pointer + reference.substring(ROOT.length()));
        }
        node.forEach(child -> rebase(child, pointer));
    }

    /**
     * A short hash of everything in the shape that matters to who reads or writes a payload: 16 characters of
     * {@code [0-9a-f]}. Neither the order of properties nor the names of classes matter.
     */
    public String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            known = CanonicalShape.fingerprint(schema);
            fingerprint = known;
        }
        return known;
    }

    /** In what this shape differs from another one, property by property; at most 50 differences, empty if in nothing. */
    public List<ShapeDifference> differencesFrom(EventShape other) {
        return new ShapeComparison(schema, other.schema).differences();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventShape that && schema.equals(that.schema);
    }

    @Override
    public int hashCode() {
        return schema.hashCode();
    }

    /** The schema as JSON. */
    @Override
    public String toString() {
        return schema.toString();
    }
}
