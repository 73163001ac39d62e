package com.atomiton.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventShapeTests {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final EventCodec CODEC = JacksonEventCodecs.json();

    private static final Schema EVERYTHING = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(shape(Everything.class).toString());

    record Progress(int percent, @Nullable String message, Instant at, State state) {}

    enum State {
        RUNNING,
        DONE
    }

    record Tree(String name, List<Tree> children, @Nullable Tree parent) {}

    record Page<T>(List<T> items, Map<String, T> byId) {}

    sealed interface Figure permits Circle, Square, Unit {}

    record Circle(double radius) implements Figure {}

    @JsonTypeName("box")
    record Square(int side) implements Figure {}

    enum Unit implements Figure {
        ONE
    }

    record Drawing(Figure figure, Circle circle, Throwable problem) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Cat.class, name = "cat"),
        @JsonSubTypes.Type(value = Dog.class, name = "dog")
    })
    interface Animal {}

    record Cat(int lives) implements Animal {}

    record Dog(String name) implements Animal {}

    record Zoo(Animal star, List<Animal> others) {}

    record Special(
            byte[] bytes,
            char[] chars,
            OptionalInt count,
            Id id,
            @JsonUnwrapped Circle circle,
            @JsonProperty(required = true) @Nullable String must,
            LocalDateTime local,
            @JsonIgnoreProperties("side") Square square) {}

    record Id(@JsonValue UUID value) {}

    static final class Sum {
        private final int left;
        private final int right;

        @java.beans.ConstructorProperties({"left", "right"})
        Sum(int left, int right) {
            this.left = left;
            this.right = right;
        }

        public int getLeft() {
            return left;
        }

        public int getRight() {
            return right;
        }

        public int getTotal() {
            return left + right;
        }
    }

    @Test
    void aRecordIsAnObjectOfWhichThePropertiesThatMayBeNullAreOptional() {
        assertThat(shape(Progress.class).schema()).isEqualTo(json("""
            {"$ref":"#/$defs/Progress","$defs":{
              "Progress":{"type":"object","properties":{
                  "percent":{"type":"integer","format":"int32"},
                  "message":{"type":["string","null"]},
                  "at":{"$ref":"#/$defs/Date"},
                  "state":{"type":"string","enum":["DONE","RUNNING"]}},
                "required":["percent","at","state"]},
              "Date":{"type":"object","properties":{
                  "__type":{"const":"Date"},
                  "value":{"type":"string","format":"date-time"},
                  "zone":{"type":"string"}},
                "required":["__type","value"]}}}"""));
    }

    @Test
    void aTypeThatContainsItselfRefersToItself() {
        assertThat(shape(Tree.class).schema()).isEqualTo(json("""
            {"$ref":"#/$defs/Tree","$defs":{"Tree":{"type":"object","properties":{
                "name":{"type":"string"},
                "children":{"type":"array","items":{"$ref":"#/$defs/Tree"}},
                "parent":{"anyOf":[{"$ref":"#/$defs/Tree"},{"type":"null"}]}},
              "required":["name","children"]}}}"""));
    }

    @Test
    void aSealedTypeIsOneOfItsVariantsByTheirNames() {
        ObjectNode schema = shape(Drawing.class).schema();

        assertThat(schema.at("/$defs/Drawing/properties/figure")).isEqualTo(json("""
            {"oneOf":[
              {"$ref":"#/$defs/Circle"},
              {"type":"array","prefixItems":[{"const":"Unit"},{"type":"string","enum":["ONE"]}]},
              {"$ref":"#/$defs/Square"}]}"""));
        assertThat(schema.at("/$defs/Drawing/properties/circle")).isEqualTo(json("{\"$ref\":\"#/$defs/Circle\"}"));
        assertThat(schema.at("/$defs/Square")).isEqualTo(json("""
            {"type":"object","properties":{"__variant":{"const":"box"},"side":{"type":"integer","format":"int32"}},
             "required":["__variant","side"]}"""));
        assertThat(schema.at("/$defs/Error/properties/cause/$ref").asString()).isEqualTo("#/$defs/Error");
    }

    @Test
    void annotatedVariantsHaveTheirTag() {
        ObjectNode schema = shape(Zoo.class).schema();

        assertThat(schema.at("/$defs/Cat/properties/kind")).isEqualTo(json("{\"const\":\"cat\"}"));
        assertThat(schema.at("/$defs/Zoo/properties/others/items/oneOf")).hasSize(2);
    }

    @Test
    void theTypeArgumentsOfAGenericPayloadCount() {
        Type page = new ParameterizedTypeReference<Page<Progress>>() {}.getType();

        assertThat(shape(page).schema().at("/$defs/PageOfProgress/properties")).isEqualTo(json("""
            {"items":{"type":"array","items":{"$ref":"#/$defs/Progress"}},
             "byId":{"type":"object","additionalProperties":{"$ref":"#/$defs/Progress"}}}"""));
    }

    @Test
    void whatAnAnnotationChangesIsChanged() {
        ObjectNode special = (ObjectNode) shape(Special.class).schema().at("/$defs/Special");

        assertThat(special.get("properties").propertyNames())
                .containsExactly("bytes", "chars", "count", "id", "radius", "must", "local", "square");
        assertThat(special.at("/properties/bytes"))
                .isEqualTo(json("{\"type\":\"string\",\"contentEncoding\":\"base64\"}"));
        assertThat(special.at("/properties/id")).isEqualTo(json("{\"type\":\"string\",\"format\":\"uuid\"}"));
        assertThat(special.get("required").valueStream().map(n -> n.asString()))
                .contains("must", "radius")
                .doesNotContain("count");
    }

    @Test
    void whatIsOnlyWrittenIsNotRequired() {
        ObjectNode sum = (ObjectNode) shape(Sum.class).schema().at("/$defs/Sum");

        assertThat(sum.at("/properties/total/readOnly").asBoolean()).isTrue();
        assertThat(sum.at("/properties/left/readOnly").isMissingNode()).isTrue();
        assertThat(sum.get("required").toString()).isEqualTo("[\"left\",\"right\"]");
    }

    @Test
    void theMapperOfTheApplicationCounts() {
        EventCodec codec = JacksonEventCodecs.json(
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build(),
                CodecOptions.defaults());
        record Named(int inBytes) {}

        assertThat(codec.shape(Named.class)
                        .orElseThrow()
                        .schema()
                        .at("/$defs/Named/properties")
                        .propertyNames())
                .containsExactly("in_bytes");
    }

    @Test
    void aShapeCanStandInAnotherDocument() {
        ObjectNode schema = shape(Tree.class).schemaAt("#/components/schemas/tree");

        assertThat(schema.get("$ref").asString()).isEqualTo("#/components/schemas/tree/$defs/Tree");
        assertThat(schema.at("/$defs/Tree/properties/children/items/$ref").asString())
                .isEqualTo("#/components/schemas/tree/$defs/Tree");
    }

    static class Reordered {
        record Progress(
                State state,
                @JsonPropertyDescription("when") Date at,
                Optional<String> message,
                int percent) {}
    }

    @Test
    void theFingerprintIsOfTheShapeAndNotOfItsWords() {
        String fingerprint = shape(Progress.class).fingerprint();
        record Progress(int percent, String message, Instant at, State state) {}

        assertThat(fingerprint).matches("[0-9a-f]{16}");
        assertThat(shape(Reordered.Progress.class).fingerprint()).isEqualTo(fingerprint);
        assertThat(shape(Progress.class).fingerprint()).as("required").isNotEqualTo(fingerprint);
        assertThat(shape(Tree.class).fingerprint())
                .isEqualTo(shape(Same.Node.class).fingerprint());
    }

    static class Same {
        record Node(@Nullable Node parent, String name, List<Node> children) {}
    }

    static class Other {
        record Progress(
                String percent,
                Instant at,
                State state,
                @Nullable Integer added) {}

        record Tree(
                String name, List<Tree> children, @Nullable Tree parent, String colour) {}

        enum State {
            RUNNING,
            STOPPED
        }
    }

    @Test
    void differencesAreToldByProperty() {
        record Progress(int percent, String message, Instant at, State state) {}

        assertThat(shape(Progress.class).differencesFrom(shape(Other.Progress.class)))
                .extracting(difference -> difference.describe("here", "at renderer editor-1"))
                .containsExactly(
                        "property added is missing here",
                        "property message is missing at renderer editor-1",
                        "property percent is integer (int32) here and string at renderer editor-1",
                        "property state is one of DONE, RUNNING here and one of RUNNING, STOPPED at renderer editor-1");
        assertThat(shape(Progress.class).differencesFrom(shape(Other.Progress.class)))
                .filteredOn(difference -> !difference.breaking())
                .extracting(ShapeDifference::property)
                .containsExactly("added");
    }

    @Test
    void aDifferenceInATypeThatContainsItselfIsToldOnce() {
        assertThat(shape(Tree.class).differencesFrom(shape(Other.Tree.class)))
                .containsExactly(new ShapeDifference("colour", ShapeDifference.MISSING, "string", true));
    }

    @Test
    void aWiderNumberAndUnreadableReferencesBreakNothing() {
        record Wide(long value) {}
        record Narrow(int value) {}
        EventShape odd = EventShape.of(json("""
            {"$ref":"#/$defs/A","$defs":{"A":{"$ref":"#/$defs/B"},"B":{"$ref":"#/$defs/A"}}}"""));

        assertThat(shape(Wide.class).differencesFrom(shape(Narrow.class)))
                .singleElement()
                .matches(difference -> !difference.breaking());
        assertThat(shape(Wide.class).differencesFrom(odd)).noneMatch(ShapeDifference::breaking);
    }

    @Test
    void variantsAndElementsAreComparedToo() {
        EventShape changed = EventShape.of(json(shape(Zoo.class).toString().replace("lives", "colour")));

        assertThat(shape(Zoo.class).differencesFrom(changed))
                .extracting(ShapeDifference::property)
                .containsExactly("others[](cat).colour", "others[](cat).lives");
    }

    /**
     * What the shape says is what is written, but for two values that it leaves out: a {@code NaN}, which JSON can only
     * write as text, and a map with a key {@code __type}.
     */
    @Property(tries = 100)
    void everyPayloadFitsItsShape(@ForAll("everything") Everything payload) {
        byte[] bytes = CODEC.encode(payload, Everything.class);
        String text = new String(bytes, StandardCharsets.UTF_8);

        assertThat(EVERYTHING.validate(MAPPER.readTree(text))).as(text).isEmpty();
    }

    @Provide
    Arbitrary<Everything> everything() {
        return Payloads.everything()
                .filter(payload -> Double.isFinite(payload.numbers().d())
                        && !payload.containers().byName().containsKey("__type"));
    }

    @Test
    void whatWouldNotFitIsSeen() {
        record Amount(BigDecimal value) {}
        String schema = shape(Amount.class).toString();

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate("{\"value\":\"1\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    private static EventShape shape(Type type) {
        return CODEC.shape(type).orElseThrow();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }
}
