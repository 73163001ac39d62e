package com.atomiton.events.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The generated metadata of this module's properties, by name.
 *
 * @param properties the properties
 * @param hints what may be proposed for their values
 */
record Metadata(Map<String, Property> properties, Map<String, List<Value>> hints) {

    record Property(String name, String type, String defaultValue, String description) {

        /** The type without its packages. */
        String simpleType() {
            return type.replaceAll("[a-z0-9]+\\.", "");
        }

        /** The constants as they are written in properties; empty if the type is no enum. */
        List<String> constants() throws ClassNotFoundException {
            Class<?> resolved = ClassUtils.forName(type.replaceAll("<.*", ""), null);
            return Stream.ofNullable((Object @Nullable []) resolved.getEnumConstants())
                    .flatMap(Stream::of)
                    .map(constant ->
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList();
        }
    }

    record Value(String value, String description) {}

    static Metadata load() {
        try {
            List<URL> all = Collections.list(ConductorProperties.class
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json"));
            URL ours = all.stream()
                    .filter(url -> url.toString().contains("atomiton-events-autoconfigure"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream in = ours.openStream()) {
                return of(JsonMapper.shared().readTree(in));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Metadata of(JsonNode root) {
        Map<String, Property> properties = new TreeMap<>();
        root.path("properties")
                .forEach(property -> properties.put(
                        text(property, "name"),
                        new Property(
                                text(property, "name"),
                                text(property, "type"),
                                text(property, "defaultValue"),
                                text(property, "description"))));
        Map<String, List<Value>> hints = new TreeMap<>();
        root.path("hints")
                .forEach(hint -> hints.put(
                        text(hint, "name"),
                        hint.path("values")
                                .valueStream()
                                .map(value -> new Value(text(value, "value"), text(value, "description")))
                                .toList()));
        return new Metadata(properties, hints);
    }

    private static String text(JsonNode node, String name) {
        return Objects.requireNonNull(node.path(name).asString(""));
    }
}
