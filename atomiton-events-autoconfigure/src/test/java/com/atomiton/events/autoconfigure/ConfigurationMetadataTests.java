package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.autoconfigure.Metadata.Property;
import com.atomiton.events.autoconfigure.Metadata.Value;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an IDE shows of the properties, and docs/properties.md and README.md, which say the same. */
class ConfigurationMetadataTests {

    private static final List<String> MOST_USED = Stream.of(
                    "role",
                    "name",
                    "namespace",
                    "socket.path",
                    "codec",
                    "request.timeout",
                    "request.concurrency",
                    "outbound.overflow",
                    "session.retention",
                    "retry.enabled")
            .map("atomiton.events."::concat)
            .toList();

    private static final Metadata METADATA = Metadata.load();

    @Test
    void everyPropertyHasADescriptionInTheStyleOfBoot() {
        assertThat(METADATA.properties().values()).hasSizeGreaterThan(25).allSatisfy(property -> {
            assertThat(property.description())
                    .isNotBlank()
                    .endsWith(".")
                    .doesNotStartWith("The ")
                    .doesNotStartWith("A ")
                    .doesNotContain("{@", "<");
            if (property.type().equals("java.lang.Boolean")) {
                assertThat(property.description()).startsWith("Whether ");
            }
        });
    }

    @Test
    void everyValueOfAnEnumeratedPropertyIsProposedAndExplained() throws ClassNotFoundException {
        for (Property property : METADATA.properties().values()) {
            List<String> constants = property.constants();
            if (!constants.isEmpty()) {
                assertThat(proposed(property.name()))
                        .as(property.name())
                        .containsExactlyInAnyOrderElementsOf(constants);
            }
        }
        assertThat(proposed("atomiton.events.role")).containsExactlyInAnyOrderElementsOf(ProcessRoleDetector.values());
        assertThat(METADATA.properties()).containsKeys(METADATA.hints().keySet().toArray(String[]::new));
        assertThat(METADATA.hints().values())
                .allSatisfy(values -> assertThat(values)
                        .allSatisfy(value -> assertThat(value.description()).endsWith(".")));
    }

    private static List<String> proposed(String property) {
        return METADATA.hints().getOrDefault(property, List.of()).stream()
                .map(Value::value)
                .toList();
    }

    @Test
    void thePageOfPropertiesSaysWhatTheMetadataSays() throws IOException {
        GeneratedDoc page = new GeneratedDoc("docs/properties.md");
        page.requirePart("properties", table());
        page.requirePart("values", values());
    }

    private static String table() {
        return METADATA.properties().values().stream()
                .map(property -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                property.name(),
                                property.simpleType().replace("<", "\\<"),
                                property.defaultValue().isEmpty() ? "" : "`" + property.defaultValue() + "`",
                                property.description()))
                .collect(Collectors.joining("\n", "| property | type | default | meaning |\n|---|---|---|---|\n", ""));
    }

    private static String values() {
        return METADATA.hints().entrySet().stream()
                .flatMap(hint -> hint.getValue().stream()
                        .map(value ->
                                "| `%s` | `%s` | %s |".formatted(hint.getKey(), value.value(), value.description())))
                .collect(Collectors.joining("\n", "| property | value | meaning |\n|---|---|---|\n", ""));
    }

    @Test
    void theReadmeNamesThoseThatAreUsedMost() throws IOException {
        assertThat(METADATA.properties()).containsKeys(MOST_USED.toArray(String[]::new));
        new GeneratedDoc("README.md")
                .requirePart(
                        "properties", MOST_USED.stream().map("`%s`"::formatted).collect(Collectors.joining(", ")));
    }
}
