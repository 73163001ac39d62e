package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an IDE shows of the properties. */
class ConfigurationMetadataTests {

    private static JsonNode metadata = JsonMapper.shared().createObjectNode();

    @BeforeAll
    static void read() throws IOException {
        List<URL> all = Collections.list(
                ConductorProperties.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"));
        URL ours = all.stream()
                .filter(url -> url.toString().contains("atomiton-events-autoconfigure"))
                .findFirst()
                .orElseThrow();
        try (InputStream in = ours.openStream()) {
            metadata = JsonMapper.shared().readTree(in);
        }
    }

    @Test
    void thePropertiesAreThoseThatAreDocumentedAndDoSomething() {
        Set<String> names = new TreeSet<>();
        metadata.path("properties")
                .forEach(property -> names.add(property.path("name").asString()));
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "atomiton.events.batch.linger",
                        "atomiton.events.batch.max-bytes",
                        "atomiton.events.codec",
                        "atomiton.events.connect.backoff.initial",
                        "atomiton.events.connect.backoff.max",
                        "atomiton.events.connect.backoff.multiplier",
                        "atomiton.events.connect.timeout",
                        "atomiton.events.enabled",
                        "atomiton.events.health.grace",
                        "atomiton.events.heartbeat.interval",
                        "atomiton.events.heartbeat.timeout",
                        "atomiton.events.max-frame-size",
                        "atomiton.events.name",
                        "atomiton.events.namespace",
                        "atomiton.events.outbound.block-timeout",
                        "atomiton.events.outbound.capacity",
                        "atomiton.events.outbound.max-bytes",
                        "atomiton.events.outbound.overflow",
                        "atomiton.events.outbound.stall-timeout",
                        "atomiton.events.request.concurrency",
                        "atomiton.events.request.timeout",
                        "atomiton.events.role",
                        "atomiton.events.security.allowed-users",
                        "atomiton.events.session.retention",
                        "atomiton.events.shutdown.timeout",
                        "atomiton.events.socket.path",
                        "management.health.conductor.enabled");
    }

    @Test
    void everyPropertyHasADescriptionInTheStyleOfBoot() {
        metadata.path("properties").forEach(property -> {
            String description = property.path("description").asString("");
            assertThat(description)
                    .as(property.path("name").asString())
                    .isNotBlank()
                    .endsWith(".")
                    .doesNotStartWith("The ")
                    .doesNotStartWith("A ")
                    .doesNotContain("{@", "<");
            if (property.path("type").asString().equals("java.lang.Boolean")) {
                assertThat(description).startsWith("Whether ");
            }
        });
    }

    @Test
    void everyRoleIsProposed() {
        JsonNode hint = Objects.requireNonNull(metadata.path("hints").get(0));
        assertThat(hint.path("name").asString()).isEqualTo("atomiton.events.role");
        assertThat(hint.path("values").findValuesAsString("value"))
                .containsExactlyInAnyOrderElementsOf(ProcessRoleDetector.values());
    }
}
