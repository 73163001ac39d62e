package com.atomiton.events.codec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The words of JSON schema, and the schemas of values that travel in a form of their own. */
final class Schemas {

    static final String REF = "$ref";
    static final String DEFS = "$defs";
    static final String DEFS_PREFIX = "#/$defs/";
    static final String TYPE = "type";
    static final String FORMAT = "format";
    static final String PROPERTIES = "properties";
    static final String REQUIRED = "required";
    static final String READ_ONLY = "readOnly";
    static final String ADDITIONAL = "additionalProperties";
    static final String ITEMS = "items";
    static final String PREFIX_ITEMS = "prefixItems";
    static final String ONE_OF = "oneOf";
    static final String ANY_OF = "anyOf";
    static final String ENUM = "enum";
    static final String CONST = "const";
    static final String NULL = "null";
    static final String OBJECT = "object";
    static final String ARRAY = "array";
    static final String STRING = "string";

    private Schemas() {}

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode ofType(String type) {
        return empty().put(TYPE, type);
    }

    static ObjectNode constant(String value) {
        return empty().put(CONST, value);
    }

    static ObjectNode reference(String definition) {
        return empty().put(REF, DEFS_PREFIX + definition);
    }

    /** An object without properties yet. */
    static ObjectNode object() {
        ObjectNode object = ofType(OBJECT);
        object.putObject(PROPERTIES);
        return object;
    }

    static void property(ObjectNode object, String name, JsonNode schema, boolean required) {
        object.withObjectProperty(PROPERTIES).set(name, schema);
        if (required) {
            object.withArrayProperty(REQUIRED).add(name);
        }
    }

    /** The schema, or {@code null} in its place. */
    static ObjectNode nullable(ObjectNode schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        if (schema.size() <= 2 && schema.path(TYPE).isString() && !schema.has(PROPERTIES) && !schema.has(ENUM)) {
            String type = schema.get(TYPE).stringValue();
            schema.putArray(TYPE).add(type).add(NULL);
            return schema;
        }
        ObjectNode either = empty();
        either.putArray(ANY_OF).add(schema).add(ofType(NULL));
        return either;
    }

    static ObjectNode date() {
        ObjectNode date = object();
        property(date, WireTags.TYPE, constant(WireTags.DATE), true);
        property(date, WireTags.VALUE, ofType(STRING).put(FORMAT, "date-time"), true);
        property(date, WireTags.ZONE, ofType(STRING), false);
        return date;
    }

    /** @param self the definition that this one is to be */
    static ObjectNode error(String self) {
        ObjectNode error = object();
        property(error, WireTags.TYPE, constant(WireTags.ERROR), true);
        property(error, WireTags.MESSAGE, ofType(STRING), true);
        property(error, WireTags.STACK, ofType(STRING), false);
        property(error, WireTags.ERROR_TYPE, ofType(STRING), false);
        property(error, WireTags.CAUSE, reference(self), false);
        property(error, WireTags.DATA, ofType(OBJECT), false);
        return error;
    }

    /** A bean with a property {@code __type} of its own. */
    static ObjectNode escaped(JsonNode bean) {
        ObjectNode wrapper = object();
        property(wrapper, WireTags.TYPE, constant(WireTags.OBJECT), true);
        property(wrapper, WireTags.VALUE, bean, true);
        return wrapper;
    }

    static ObjectNode bytes() {
        return ofType(STRING).put("contentEncoding", "base64");
    }
}
