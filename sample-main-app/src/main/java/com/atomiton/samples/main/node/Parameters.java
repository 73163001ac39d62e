package com.atomiton.samples.main.node;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * The parameters of a node. Texts may hold templates, {@code {{ expression }}}: see {@link Expressions#template}. They
 * are filled in when a parameter is read, except in those that are {@linkplain #expression expressions} themselves:
 * what comes from outside never becomes part of an expression.
 */
public final class Parameters {

    private final Map<String, @Nullable Object> values;
    private final Scope scope;

    /** The values as they stand in the blueprint, and what their templates see. */
    public Parameters(Map<String, @Nullable Object> values, Scope scope) {
        this.values = values;
        this.scope = scope;
    }

    /** A text that must be there. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name, "a text"));
    }

    /** A text that may be left out. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(filledIn(name, values.get(name))).map(String::valueOf);
    }

    /** One of the constants of an enum, in lower case. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> label(constant).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new ParameterException(name, "is '" + text + "'; it must be one of " + labels(type)));
    }

    /** A duration such as {@code 30s}; a number is milliseconds. */
    public Duration duration(String name) {
        String text = text(name);
        try {
            Duration duration = DurationStyle.detectAndParse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException notADuration) {
            // said below
        }
        throw new ParameterException(name, "is '" + text + "'; it must be a duration such as 500ms or 30s");
    }

    /** A list of texts; empty if it was left out. */
    public List<String> texts(String name) {
        Object value = filledIn(name, values.get(name));
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        throw new ParameterException(name, "must be a list, but is '" + value + "'");
    }

    /** A map whose texts, at any depth, are filled in. */
    public Map<String, @Nullable Object> map(String name) {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>();
        rawMap(name).forEach((key, value) -> filled.put(key, filledIn(name + "." + key, value)));
        return filled;
    }

    /** Whatever there is, filled in; {@code null} if it was left out. */
    public @Nullable Object value(String name) {
        return filledIn(name, values.get(name));
    }

    /** An expression over the rows of a table. */
    public RowExpression expression(String name) {
        return expression(name, values.get(name));
    }

    /** Expressions over the rows of a table, by the names of the columns they give. */
    public Map<String, RowExpression> expressions(String name) {
        Map<String, RowExpression> expressions = new LinkedHashMap<>();
        rawMap(name).forEach((column, text) -> expressions.put(column, expression(name + "." + column, text)));
        return expressions;
    }

    /** The parameters of each entry of a list of maps. */
    public List<Parameters> list(String name) {
        if (!(values.get(name) instanceof List<?> list)) {
            throw missing(name, "a list");
        }
        return list.stream()
                .map(entry -> new Parameters(asMap(name, entry), scope))
                .toList();
    }

    private RowExpression expression(String name, @Nullable Object text) {
        if (text == null) {
            throw missing(name, "an expression over the columns, such as units > 10");
        }
        return new RowExpression(name, text.toString(), scope.variables());
    }

    private Map<String, @Nullable Object> rawMap(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw missing(name, "a map");
        }
        return asMap(name, value);
    }

    private static Map<String, @Nullable Object> asMap(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ParameterException(name, "must be a map, but is '" + value + "'");
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), entry));
        return copy;
    }

    private @Nullable Object filledIn(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return Expressions.template(name, text, scope);
        }
        if (value instanceof Map<?, ?>) {
            Map<String, @Nullable Object> filled = new LinkedHashMap<>();
            asMap(name, value).forEach((key, entry) -> filled.put(key, filledIn(name + "." + key, entry)));
            return filled;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(entry -> filledIn(name, entry)).collect(Collectors.toList());
        }
        return value;
    }

    private static ParameterException missing(String name, String what) {
        return new ParameterException(name, "is missing; it must be " + what);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String labels(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Parameters::label).collect(Collectors.joining(", "));
    }
}
