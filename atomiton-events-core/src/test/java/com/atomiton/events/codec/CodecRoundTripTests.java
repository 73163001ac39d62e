package com.atomiton.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.EventSerializationException;
import com.atomiton.events.codec.Everything.Shape;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.core.ParameterizedTypeReference;

class CodecRoundTripTests {

    private static final List<Type> TYPES = List.of(
            Object.class,
            Everything.class,
            Shape.class,
            Throwable.class,
            java.time.Instant.class,
            java.util.Date.class,
            byte[].class,
            new ParameterizedTypeReference<List<Shape>>() {}.getType(),
            new ParameterizedTypeReference<Map<String, Everything.Box<Object>>>() {}.getType());

    record Bytes(byte[] bytes) {}

    @Property(tries = 150)
    void everythingTypedComesBackEqual(@ForAll("everything") Everything payload) {
        for (EventCodec codec : Codecs.BOTH) {
            assertThat(Codecs.roundTrip(codec, payload, Everything.class))
                    .as(codec.name())
                    .isEqualTo(payload);
        }
    }

    @Property(tries = 200)
    void everythingUntypedComesBackEqual(@ForAll("untyped") Object payload) {
        for (EventCodec codec : Codecs.BOTH) {
            assertThat(Codecs.roundTrip(codec, payload, Object.class))
                    .as(codec.name())
                    .isEqualTo(payload);
        }
    }

    /** What one end has read as a payload of unknown type, another can read as the type that was written. */
    @Property(tries = 100)
    void nothingIsLostOnTheWayThroughAProcessThatDoesNotKnowTheType(@ForAll("everything") Everything payload) {
        byte[] bytes = Codecs.JSON.encode(payload, Everything.class);
        Object untyped = Codecs.JSON.decode(bytes, 0, bytes.length, Object.class);
        byte[] again = Codecs.JSON.encode(untyped, Object.class);

        Everything read = (Everything) Codecs.JSON.decode(again, 0, again.length, Everything.class);

        assertThat(read.numbers()).isEqualTo(payload.numbers());
        assertThat(read.containers()).isEqualTo(payload.containers());
        assertThat(read.untyped()).isEqualTo(payload.untyped());
    }

    @Property(tries = 100)
    void bytesComeBackEqual(@ForAll byte[] bytes) {
        for (EventCodec codec : Codecs.BOTH) {
            assertThat(((Bytes) Codecs.roundTrip(codec, new Bytes(bytes), Bytes.class)).bytes())
                    .isEqualTo(bytes);
            assertThat(Codecs.roundTrip(codec, bytes, byte[].class)).isEqualTo(bytes);
        }
    }

    @Property(tries = 200)
    void anyBytesAreAValueOrASerializationFailure(@ForAll byte[] bytes) {
        readAsEverything(bytes);
    }

    @Property(tries = 200)
    void damagedPayloadsAreAValueOrASerializationFailure(
            @ForAll("untyped") Object payload, @ForAll int place, @ForAll byte damage, @ForAll("cuts") int cut) {
        for (EventCodec codec : Codecs.BOTH) {
            byte[] bytes = codec.encode(payload, Object.class);
            bytes[Math.floorMod(place, bytes.length)] = damage;
            readAsEverything(Arrays.copyOf(bytes, Math.max(0, bytes.length - cut)));
        }
    }

    private static void readAsEverything(byte[] bytes) {
        for (EventCodec codec : Codecs.BOTH) {
            for (Type type : TYPES) {
                try {
                    assertThat(codec.decode(bytes, 0, bytes.length, type)).isNotNull();
                } catch (EventSerializationException expected) {
                    assertThat(expected.getMessage()).doesNotContain("\n");
                }
            }
        }
    }

    @Provide
    Arbitrary<Everything> everything() {
        return Payloads.everything();
    }

    @Provide
    Arbitrary<Object> untyped() {
        return Payloads.untyped().filter(payload -> payload != null);
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.of(0, 0, 0, 1, 5);
    }
}
