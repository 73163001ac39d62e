package com.atomiton.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventSerializationException;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;

/** What stays of the application's mapper, and what does not. */
class ApplicationMapperTests {

    record Money(long cents) {}

    record OrderPlaced(
            Money totalPrice, Instant placedAt, @Nullable String remark) {}

    interface MoneyMixIn {
        @JsonProperty("c")
        long cents();
    }

    private static final OrderPlaced ORDER = new OrderPlaced(new Money(5), Instant.EPOCH, null);

    /** As people write them: they hand values to the generator and ask the parser for a tree. */
    private static final class MoneyModule extends SimpleModule {

        private static final long serialVersionUID = 1L;

        MoneyModule() {
            addSerializer(Money.class, new ValueSerializer<>() {
                @Override
                public void serialize(Money money, JsonGenerator generator, SerializationContext context) {
                    generator.writePOJO(Map.of("amount", money.cents()));
                }
            });
            addDeserializer(Money.class, new ValueDeserializer<>() {
                @Override
                public Money deserialize(JsonParser parser, DeserializationContext context) {
                    JsonNode tree = parser.readValueAsTree();
                    return new Money(tree.get("amount").asLong());
                }
            });
        }
    }

    @Test
    void modulesNamingAndInclusionStay() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new MoneyModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
        EventCodec json = JacksonEventCodecs.json(mapper, CodecOptions.defaults());
        EventCodec cbor = JacksonEventCodecs.cbor(mapper, CodecOptions.defaults());

        assertThat(json.encode(ORDER, OrderPlaced.class))
                .asString()
                .isEqualTo("{\"total_price\":{\"amount\":5},"
                        + "\"placed_at\":{\"__type\":\"Date\",\"value\":\"1970-01-01T00:00:00Z\"}}");
        for (EventCodec codec : List.of(json, cbor)) {
            assertThat(Codecs.roundTrip(codec, ORDER, OrderPlaced.class)).isEqualTo(ORDER);
            assertThat(untyped(codec, codec.encode(ORDER, Object.class)))
                    .isEqualTo(Map.of("total_price", Map.of("amount", 5), "placed_at", Instant.EPOCH));
        }
        assertThat(mapper.writeValueAsString(ORDER)).contains("\"placed_at\":\"1970-01-01T00:00:00Z\"");
    }

    @Test
    void mixInsStay() {
        JsonMapper mapper =
                JsonMapper.builder().addMixIn(Money.class, MoneyMixIn.class).build();

        for (EventCodec codec : JacksonEventCodecs.available(mapper, CodecOptions.defaults())) {
            assertThat(untyped(codec, codec.encode(new Money(7), Money.class))).isEqualTo(Map.of("c", 7));
        }
    }

    @Test
    void aCodecThatIsMadeWhenItIsFirstUsedIsTheSameAsOneByAPlainMapper() {
        List<EventCodec> deferred = JacksonEventCodecs.available(CodecOptions.defaults());

        assertThat(deferred).extracting(EventCodec::name).containsExactly("cbor", "json");
        assertThat(deferred.get(0).encode(ORDER, OrderPlaced.class))
                .isEqualTo(Codecs.CBOR.encode(ORDER, OrderPlaced.class));
        assertThat(deferred.get(1).encode(ORDER, OrderPlaced.class))
                .isEqualTo(Codecs.JSON.encode(ORDER, OrderPlaced.class));
        for (EventCodec codec : deferred) {
            assertThat(Codecs.roundTrip(codec, ORDER, OrderPlaced.class)).isEqualTo(ORDER);
        }
    }

    @Test
    void whatBothEndsMustShareIsSet() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.WRAP_ROOT_VALUE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.UNWRAP_ROOT_VALUE)
                .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        EventCodec codec = JacksonEventCodecs.json(mapper, CodecOptions.defaults());

        assertThat(codec.encode(new Money(1), Object.class)).asString().isEqualTo("{\"cents\":1}");
        byte[] newer = "{\"cents\":1,\"currency\":\"EUR\"}".getBytes(UTF_8);
        assertThat(codec.decode(newer, 0, newer.length, Money.class)).isEqualTo(new Money(1));
    }

    @Test
    void defaultTypingIsSwitchedOff() {
        JsonMapper mapper = JsonMapper.builder()
                .activateDefaultTyping(
                        BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType(Object.class)
                                .build(),
                        DefaultTyping.NON_FINAL)
                .build();
        EventCodec codec = JacksonEventCodecs.json(mapper, CodecOptions.defaults());

        assertThat(codec.encode(List.of(new Money(1)), Object.class)).asString().isEqualTo("[{\"cents\":1}]");
        byte[] attack = "[\"java.util.concurrent.atomic.AtomicInteger\",7]".getBytes(UTF_8);
        assertThat(untyped(codec, attack)).isEqualTo(List.of("java.util.concurrent.atomic.AtomicInteger", 7));
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> codec.decode(attack, 0, attack.length, Number.class));
    }

    @Test
    void cborIsOfferedFirstAndOnlyWhereItIsOnTheClassPath() throws Exception {
        assertThat(JacksonEventCodecs.available(JsonMapper.shared(), CodecOptions.defaults()))
                .extracting(EventCodec::name)
                .containsExactly("cbor", "json");
        try (URLClassLoader withoutCbor = classPathWithoutCbor()) {
            Class<?> codecs = withoutCbor.loadClass(JacksonEventCodecs.class.getName());
            Object mapper = withoutCbor
                    .loadClass(JsonMapper.class.getName())
                    .getMethod("shared")
                    .invoke(null);
            Object options = withoutCbor
                    .loadClass(CodecOptions.class.getName())
                    .getMethod("defaults")
                    .invoke(null);
            List<?> available = (List<?>) codecs.getMethod("available", mapper.getClass(), options.getClass())
                    .invoke(null, mapper, options);
            assertThat(available).hasSize(1);
        }
    }

    @Test
    void aJacksonThatDoesNotHoldItsLimitsIsRefused() {
        WireSettings.requireLimitsThatHold(new Version(3, 1, 0, null, null, null));

        assertThatExceptionOfType(EventContractException.class)
                .isThrownBy(() -> WireSettings.requireLimitsThatHold(new Version(3, 0, 4, null, null, null)))
                .withMessageContaining("Jackson 3.0.4");
    }

    private static URLClassLoader classPathWithoutCbor() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("cbor")) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static Object untyped(EventCodec codec, byte[] bytes) {
        return codec.decode(bytes, 0, bytes.length, Object.class);
    }
}
