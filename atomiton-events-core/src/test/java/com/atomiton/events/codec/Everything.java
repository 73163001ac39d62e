package com.atomiton.events.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payload with every type that comes back equal. */
record Everything(
        Numbers numbers,
        Texts texts,
        Times times,
        Containers containers,
        @Nullable Object untyped) {

    record Numbers(
            byte b,
            short s,
            int i,
            long l,
            float f,
            double d,
            boolean z,
            @Nullable Long boxed,
            BigInteger big,
            BigDecimal decimal,
            Number any) {}

    record Texts(String text, char character, Colour colour, UUID id) {}

    record Times(
            Date date,
            Instant instant,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            LocalDate day,
            LocalDateTime local,
            Duration duration) {}

    record Containers(
            Optional<Instant> maybe,
            List<Shape> shapes,
            Map<String, List<BigDecimal>> byName,
            Map<Colour, Instant> byColour,
            Map<Integer, Shape> byNumber,
            Set<String> names,
            Box<Shape> box,
            Map<String, Object> free) {}

    record Box<T>(T content) {}

    sealed interface Shape permits Circle, Group {}

    record Circle(double radius) implements Shape {}

    record Group(List<Shape> members, Optional<Shape> first) implements Shape {}

    enum Colour {
        RED,
        GREEN
    }
}
