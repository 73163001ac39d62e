package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of properties in README.md says what the generated metadata says. */
class PropertiesTableTests {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** {@code | `name` | `default` or nothing | meaning |} */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.-]+)` \\| (?:`([^`]*)`)? ?\\| (.+) \\|$");

    private record Property(String defaultValue, String description) {}

    @Test
    void everyPropertyStandsThereWithItsDefaultAndItsDescription() throws IOException {
        Map<String, Property> rows = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("../README.md")))
                .results()
                .forEach((MatchResult row) ->
                        rows.put(row.group(1), new Property(row.group(2) == null ? "" : row.group(2), row.group(3))));

        assertThat(rows).containsExactlyEntriesOf(metadata());
    }

    private static Map<String, Property> metadata() throws IOException {
        Map<String, Property> properties = new TreeMap<>();
        for (URL url :
                Collections.list(ConductorProperties.class.getClassLoader().getResources(METADATA))) {
            if (url.toString().contains("atomiton-events-autoconfigure")) {
                try (InputStream in = url.openStream()) {
                    JsonMapper.shared()
                            .readTree(in)
                            .path("properties")
                            .forEach(property -> properties.put(name(property), property(property)));
                }
            }
        }
        return properties;
    }

    private static String name(JsonNode property) {
        return property.path("name").asString();
    }

    private static Property property(JsonNode property) {
        return new Property(
                property.path("defaultValue").asString(""),
                property.path("description").asString());
    }
}
