package com.atomiton.events.codec;

import com.atomiton.events.codec.Everything.Box;
import com.atomiton.events.codec.Everything.Circle;
import com.atomiton.events.codec.Everything.Colour;
import com.atomiton.events.codec.Everything.Containers;
import com.atomiton.events.codec.Everything.Group;
import com.atomiton.events.codec.Everything.Numbers;
import com.atomiton.events.codec.Everything.Shape;
import com.atomiton.events.codec.Everything.Texts;
import com.atomiton.events.codec.Everything.Times;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Any payload. */
final class Payloads {

    private Payloads() {}

    static Arbitrary<Everything> everything() {
        return Combinators.combine(numbers(), texts(), times(), containers(), untyped())
                .as(Everything::new);
    }

    /** In the classes in which untyped numbers come back. */
    static Arbitrary<Object> untyped() {
        return untyped(4);
    }

    private static Arbitrary<Object> untyped(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.of(true, false),
                strings(),
                instants(),
                Arbitraries.integers(),
                Arbitraries.longs().filter(value -> value != (int) (long) value),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TWO.pow(63), BigInteger.TWO.pow(200))
                        .map(BigInteger::negate)
                        .filter(value -> value.bitLength() > 63),
                doubles(),
                decimalsThatNoDoubleIsWrittenAs());
        if (depth == 0) {
            return leaf.injectNull(0.1);
        }
        Arbitrary<Object> inner = untyped(depth - 1);
        Arbitrary<String> keys =
                Arbitraries.oneOf(strings(), Arbitraries.of("__type", "value", "zone", "message", "__variant"));
        Arbitrary<Map<String, Object>> tagLike = Combinators.combine(
                        Arbitraries.of("Date", "Error", "Object", "Map"), inner)
                .as(Payloads::tagged);
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaf.injectNull(0.1)),
                Tuple.of(1, inner.list().ofMaxSize(3).map(list -> (Object) list)),
                Tuple.of(1, Arbitraries.maps(keys, inner).ofMaxSize(3).map(map -> (Object) map)),
                Tuple.of(1, tagLike.map(map -> (Object) map)));
    }

    private static Map<String, Object> tagged(String tag, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("__type", tag);
        map.put("value", value);
        return map;
    }

    private static Arbitrary<Numbers> numbers() {
        return Combinators.combine(
                        Combinators.combine(
                                        Arbitraries.bytes(),
                                        Arbitraries.shorts(),
                                        Arbitraries.integers(),
                                        Arbitraries.longs())
                                .as((b, s, i, l) -> new Object[] {b, s, i, l}),
                        Arbitraries.floats(),
                        Arbitraries.oneOf(doubles(), Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0)),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().injectNull(0.2),
                        Arbitraries.bigIntegers(),
                        decimals(),
                        Arbitraries.oneOf(
                                Arbitraries.integers().map(i -> (Number) i),
                                doubles().map(d -> (Number) d)))
                .as((whole, f, d, z, boxed, big, decimal, any) -> new Numbers(
                        (byte) whole[0],
                        (short) whole[1],
                        (int) whole[2],
                        (long) whole[3],
                        f,
                        d,
                        z,
                        boxed,
                        big,
                        decimal,
                        any));
    }

    private static Arbitrary<Texts> texts() {
        return Combinators.combine(
                        strings(),
                        Arbitraries.chars().all().filter(c -> !Character.isSurrogate(c)),
                        Arbitraries.of(Colour.class),
                        Arbitraries.create(UUID::randomUUID))
                .as(Texts::new);
    }

    private static Arbitrary<Times> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(-(1L << 60), 1L << 60).map(Date::new),
                        instants(),
                        offsets(),
                        zoned(),
                        local().map(LocalDateTime::toLocalDate),
                        local(),
                        Arbitraries.longs().map(Duration::ofNanos))
                .as(
                        (Date date,
                                Instant instant,
                                OffsetDateTime offset,
                                ZonedDateTime zoned,
                                LocalDate day,
                                LocalDateTime at,
                                Duration duration) -> new Times(date, instant, offset, zoned, day, at, duration));
    }

    private static Arbitrary<Containers> containers() {
        return Combinators.combine(
                        instants().optional(),
                        shapes(2).list().ofMaxSize(3),
                        Arbitraries.maps(strings(), decimals().list().ofMaxSize(3))
                                .ofMaxSize(3),
                        Arbitraries.maps(Arbitraries.of(Colour.class), instants()),
                        Arbitraries.maps(Arbitraries.integers(), shapes(1)).ofMaxSize(3),
                        strings().set().ofMaxSize(3),
                        shapes(1).map(shape -> new Box<>(shape)),
                        Arbitraries.maps(Arbitraries.of("__type", "value", "a"), untyped(2)))
                .as(Containers::new);
    }

    private static Arbitrary<Shape> shapes(int depth) {
        Arbitrary<Shape> circle = doubles().map(Circle::new);
        if (depth == 0) {
            return circle;
        }
        Arbitrary<Shape> inner = shapes(depth - 1);
        return Arbitraries.oneOf(
                circle,
                Combinators.combine(inner.list().ofMaxSize(3), inner.optional()).as(Group::new));
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "\ud83d\ude00", "__type", "2026-03-01T12:00:00Z", "\u0000\u2028\"\\"),
                Arbitraries.strings().all().ofMaxLength(20).filter(Surrogates::isWellFormed));
    }

    private static Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.of(0.0, -0.0, 0.1, 1e23, Double.MAX_VALUE, Double.MIN_VALUE),
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
    }

    private static Arbitrary<BigDecimal> decimals() {
        return Combinators.combine(
                        Arbitraries.bigIntegers(), Arbitraries.integers().between(-300, 300))
                .as(BigDecimal::new);
    }

    private static Arbitrary<BigDecimal> decimalsThatNoDoubleIsWrittenAs() {
        return Combinators.combine(
                        Arbitraries.bigIntegers(), Arbitraries.integers().between(2, 40))
                .as((digits, scale) -> new BigDecimal(digits.multiply(BigInteger.valueOf(100)), scale));
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.of(Instant.EPOCH, Instant.MIN, Instant.MAX),
                local().map(at -> at.toInstant(ZoneOffset.UTC)));
    }

    private static Arbitrary<LocalDateTime> local() {
        return Combinators.combine(
                        Arbitraries.longs().between(-100_000_000_000L, 300_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as((seconds, nanos) -> LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC));
    }

    private static Arbitrary<OffsetDateTime> offsets() {
        return Combinators.combine(local(), Arbitraries.integers().between(-64_800, 64_800))
                .as((at, seconds) -> at.atOffset(ZoneOffset.ofTotalSeconds(seconds)));
    }

    private static Arbitrary<ZonedDateTime> zoned() {
        return Combinators.combine(
                        offsets(),
                        Arbitraries.of("UTC", "Z", "Europe/Berlin", "America/St_Johns", "+05:30", "UTC+01:00", "GMT"))
                .as((at, zone) -> at.atZoneSameInstant(ZoneId.of(zone)));
    }
}
