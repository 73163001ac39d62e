package com.atomiton.events.codec;

import com.atomiton.events.RemoteEventException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;

/**
 * Gives the tags in plain values their meaning, in place. It comes after reading, since a tag need not be the first
 * property of its object.
 */
final class Revival {

    private final DeserializationContext context;

    Revival(DeserializationContext context) {
        this.context = context;
    }

    @Nullable
    Object revive(@Nullable Object plain) {
        if (plain instanceof Map<?, ?> object) {
            return object(cast(object));
        }
        if (plain instanceof List<?> list) {
            return elements(cast(list));
        }
        return plain;
    }

    private Object object(Map<String, @Nullable Object> object) {
        @Nullable Object tag = object.get(WireTags.TYPE);
        if (WireTags.DATE.equals(tag)) {
            return TaggedDateDeserializer.read(DateForm.INSTANT, object, context);
        }
        if (WireTags.ERROR.equals(tag)) {
            return error(object);
        }
        if (WireTags.OBJECT.equals(tag)
                && object.size() == 2
                && object.get(WireTags.VALUE) instanceof Map<?, ?> literal) {
            return properties(cast(literal));
        }
        return properties(object);
    }

    RemoteEventException error(Map<String, @Nullable Object> object) {
        @Nullable String message = text(object, WireTags.MESSAGE);
        @Nullable String type = text(object, WireTags.ERROR_TYPE);
        @Nullable String stack = text(object, WireTags.STACK);
        RemoteEventException error = new RemoteEventException(
                type == null ? WireTags.ERROR : type,
                message == null ? "" : message,
                stack,
                property(object, WireTags.CAUSE) instanceof Throwable cause ? cause : null,
                property(object, WireTags.DATA) instanceof Map<?, ?> data ? withoutNulls(cast(data)) : Map.of());
        error.setStackTrace(ErrorLimit.of(context).parse(stack));
        return error;
    }

    private static @Nullable String text(Map<String, @Nullable Object> object, String name) {
        return object.get(name) instanceof String text ? text : null;
    }

    private Map<String, @Nullable Object> properties(Map<String, @Nullable Object> object) {
        for (Entry<String, @Nullable Object> entry : object.entrySet()) {
            entry.setValue(property(object, entry.getKey()));
        }
        return object;
    }

    private @Nullable Object property(Map<String, @Nullable Object> object, String name) {
        try {
            return revive(object.get(name));
        } catch (JacksonException failed) {
            throw failed.prependPath(object, name);
        }
    }

    private List<@Nullable Object> elements(List<@Nullable Object> list) {
        for (int i = 0; i < list.size(); i++) {
            try {
                list.set(i, revive(list.get(i)));
            } catch (JacksonException failed) {
                throw failed.prependPath(list, i);
            }
        }
        return list;
    }

    private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> data) {
        Map<String, Object> present = new LinkedHashMap<>();
        data.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return present;
    }

    /** Plain values are made of maps with text keys and of lists, and nothing else has seen these yet. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> cast(Map<?, ?> plain) {
        return (Map<String, @Nullable Object>) plain;
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> cast(List<?> plain) {
        return (List<@Nullable Object>) plain;
    }
}
