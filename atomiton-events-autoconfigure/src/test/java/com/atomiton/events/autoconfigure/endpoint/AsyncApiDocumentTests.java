package com.atomiton.events.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Beside the official schema of AsyncAPI 3.0.0, which is in the test's resources. */
class AsyncApiDocumentTests {

    private final DefaultEventBus bus = EventBusBuilder.standalone().build();

    @EventName("conductor:execute")
    record Execute(String blueprintId, @Nullable Object input) {}

    @EventName(value = "conductor:state", delivery = Delivery.LATEST, retain = true)
    record State(List<Node> nodes, Instant at, @Nullable RuntimeException error) {}

    record Node(String id, Status status, List<Node> children) {}

    enum Status {
        RUNNING,
        DONE
    }

    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    @AfterEach
    void close() {
        bus.close();
    }

    private ObjectNode document() {
        Object document = new ConductorEndpoint(bus, null, null, null, "shop", "1.2").part(ConductorEndpoint.ASYNCAPI);
        return JsonMapper.shared().valueToTree(document);
    }

    private static Schema schema() throws IOException {
        try (InputStream in = AsyncApiDocumentTests.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
            String text = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text, InputFormat.JSON);
        }
    }

    private void fill() {
        bus.on(State.class, state -> {});
        bus.handle(Execute.class, (execute, context) -> "done");
        bus.emit(EventType.of("drawing:shapes", new ParameterizedTypeReference<List<Shape>>() {}), List.of());
        bus.emit(EventType.of("drawing.shapes", Integer.class), 1);
        bus.emit(EventType.of("ui:cursor", String.class), "here");
    }

    @Test
    void itIsValidByTheOfficialSchema() throws IOException {
        assertThat(schema().validate(document().toString(), InputFormat.JSON)).isEmpty();

        fill();

        assertThat(schema().validate(document().toString(), InputFormat.JSON)).isEmpty();
        ObjectNode broken = document();
        ((ObjectNode) broken.get("channels")).putObject("broken").put("adress", "misspelt");
        assertThat(schema().validate(broken.toString(), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void anEventIsAChannelWithAMessageWhosePayloadHasASchema() {
        fill();

        JsonNode document = document();

        assertThat(document.at("/info/title").asString()).isEqualTo("shop");
        assertThat(document.at("/channels/conductor.state/address").asString()).isEqualTo("conductor:state");
        JsonNode message = follow(document, document.at("/channels/conductor.state/messages/conductor.state/$ref"));
        assertThat(message.path("name").asString()).isEqualTo("conductor:state");
        assertThat(message.path("x-delivery").asString()).isEqualTo("LATEST");
        assertThat(message.path("x-retained").asBoolean()).isTrue();
        assertThat(follow(document, message.at("/payload/$ref")).isObject()).isTrue();
        assertThat(document.findValuesAsString("$ref"))
                .hasSizeGreaterThan(15)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static JsonNode follow(JsonNode document, JsonNode reference) {
        return document.at(reference.asString().substring(1));
    }

    @Test
    void whatItListensToItReceivesWhatItAnswersHasAReplyAndTheRestItSends() {
        fill();

        JsonNode operations = document().get("operations");

        assertThat(operations.propertyNames())
                .containsExactlyInAnyOrder(
                        "receive.conductor.state",
                        "receive.conductor.execute",
                        "send.drawing.shapes",
                        "send.drawing.shapes_",
                        "send.ui.cursor");
        assertThat(operations
                        .path("receive.conductor.execute")
                        .at("/reply/channel/$ref")
                        .asString())
                .isEqualTo("#/channels/conductor.execute.reply");
        assertThat(operations.path("receive.conductor.state").has("reply")).isFalse();
    }
}
