package com.atomiton.events.codec;

import static com.atomiton.events.codec.Codecs.JSON;
import static com.atomiton.events.codec.Codecs.json;
import static com.atomiton.events.codec.Codecs.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventSerializationException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;

class SealedTypesTests {

    sealed interface Shape permits Circle, Round, Named, Unit {}

    record Circle(double radius) implements Shape {}

    sealed interface Round extends Shape permits Ring {}

    record Ring(int width, Optional<Shape> around) implements Round {}

    @JsonTypeName("label")
    record Named(String text) implements Shape {}

    enum Unit implements Shape {
        ONE {
            @Override
            int size() {
                return 1;
            }
        };

        abstract int size();
    }

    record Drawing(Shape first, Round round, List<Shape> rest, Map<String, Shape> byName, Circle plain) {}

    sealed interface Outcome<T> permits Done, Undone {}

    record Done<T>(T value) implements Outcome<T> {}

    record Undone<T>(String why) implements Outcome<T> {}

    sealed interface Animal permits Farm.Cat, Zoo.Cat {}

    static class Farm {
        record Cat() implements Animal {}
    }

    static class Zoo {
        record Cat() implements Animal {}
    }

    abstract static sealed class Step permits OpenStep {}

    static non-sealed class OpenStep extends Step {}

    static class OtherStep extends OpenStep {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface Anything {}

    record Holder(Anything thing) {}

    record Thing() implements Anything {}

    private static final Drawing DRAWING = new Drawing(
            new Circle(1.5),
            new Ring(2, Optional.of(new Named("x"))),
            List.of(new Named("y"), Unit.ONE),
            Map.of("c", new Circle(2)),
            new Circle(3));

    @Test
    void variantsHaveLogicalNames() {
        assertThat(json(DRAWING))
                .isEqualTo("{\"first\":{\"__variant\":\"Circle\",\"radius\":1.5},"
                        + "\"round\":{\"__variant\":\"Ring\",\"width\":2,"
                        + "\"around\":{\"__variant\":\"label\",\"text\":\"x\"}},"
                        + "\"rest\":[{\"__variant\":\"label\",\"text\":\"y\"},[\"Unit\",\"ONE\"]],"
                        + "\"byName\":{\"c\":{\"__variant\":\"Circle\",\"radius\":2.0}},"
                        + "\"plain\":{\"__variant\":\"Circle\",\"radius\":3.0}}");
    }

    @Test
    void variantsComeBackEqual() {
        Type shapes = new ParameterizedTypeReference<List<Shape>>() {}.getType();
        Type outcome = new ParameterizedTypeReference<Outcome<Shape>>() {}.getType();
        for (EventCodec codec : Codecs.BOTH) {
            assertThat(Codecs.roundTrip(codec, DRAWING, Drawing.class)).isEqualTo(DRAWING);
            assertThat(Codecs.roundTrip(codec, DRAWING.first(), Shape.class)).isEqualTo(DRAWING.first());
            assertThat(Codecs.roundTrip(codec, DRAWING.rest(), shapes)).isEqualTo(DRAWING.rest());
            assertThat((Shape[]) Codecs.roundTrip(codec, new Circle[] {new Circle(1)}, Shape[].class))
                    .containsExactly(new Circle(1));
            Outcome<Shape> done = new Done<>(new Circle(4));
            assertThat(Codecs.roundTrip(codec, done, outcome)).isEqualTo(done);
        }
    }

    @Test
    void variantsComeBackEqualAlsoWhereTheSenderDidNotDeclareThem() {
        Type shapes = new ParameterizedTypeReference<List<Shape>>() {}.getType();
        Type outcome = new ParameterizedTypeReference<Outcome<Shape>>() {}.getType();
        for (EventCodec codec : Codecs.BOTH) {
            byte[] list = codec.encode(List.of(new Circle(1), new Named("x")), Object.class);
            byte[] circle = codec.encode(new Circle(1), Object.class);
            byte[] done = codec.encode(new Done<>(new Circle(1)), Object.class);
            assertThat(codec.decode(list, 0, list.length, shapes)).isEqualTo(List.of(new Circle(1), new Named("x")));
            assertThat(codec.decode(circle, 0, circle.length, Shape.class)).isEqualTo(new Circle(1));
            assertThat(codec.decode(circle, 0, circle.length, Circle.class)).isEqualTo(new Circle(1));
            assertThat(codec.decode(done, 0, done.length, outcome)).isEqualTo(new Done<>(new Circle(1)));
        }
        assertThat(read("{\"radius\":1}", Circle.class)).isEqualTo(new Circle(1));
        assertThat(json(new OtherStep())).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"first\":{\"radius\":1}}",
                "{\"first\":{\"__variant\":\"java.lang.ProcessBuilder\",\"radius\":1}}",
                "{\"first\":{\"__variant\":\"com.atomiton.events.codec.SealedTypesTests$Circle\",\"radius\":1}}",
                "{\"first\":{\"__variant\":\"Round\"}}",
                "{\"first\":{\"__variant\":7}}",
                "{\"round\":{\"__variant\":\"Circle\",\"radius\":1}}"
            })
    void onlyPermittedNamesAreRead(String json) {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> read(json, Drawing.class))
                .satisfies(failed -> assertThat(failed.propertyPath()).isIn("first", "round"));
    }

    @Test
    void anUnknownVariantIsRefusedWithTheKnownOnes() {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> read("{\"rest\":[{\"__variant\":\"Square\"}]}", Drawing.class))
                .withMessageContaining("at rest[0]: ")
                .withMessageContaining("[Circle, Ring, label, Unit]");
    }

    @Test
    void twoVariantsOfOneNameAreNamedBoth() {
        for (Runnable use : List.<Runnable>of(
                () -> JSON.encode(new Farm.Cat(), Animal.class), () -> read("{}", (Type) Animal.class))) {
            assertThatExceptionOfType(EventContractException.class)
                    .isThrownBy(use::run)
                    .withMessageContaining(Farm.Cat.class.getName())
                    .withMessageContaining(Zoo.Cat.class.getName());
        }
    }

    @Test
    void aClassThatNobodyPermittedIsNotWritten() {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> JSON.encode(new OtherStep(), Step.class))
                .withMessageContaining("OtherStep has no name on the wire");
    }

    @Test
    void anAnnotationThatPutsClassNamesOnTheWireIsRefused() {
        assertThatExceptionOfType(EventContractException.class)
                .isThrownBy(() -> json(new Holder(new Thing())))
                .withMessageContaining("Anything puts class names on the wire");
        assertThatExceptionOfType(EventContractException.class)
                .isThrownBy(() -> read("{\"thing\":{\"@class\":\"java.lang.Object\"}}", Holder.class));
    }
}
