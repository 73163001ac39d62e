package com.atomiton.events.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.EmitResult;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.session.DropReason;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MicrometerBusTelemetryTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerBusTelemetry telemetry = new MicrometerBusTelemetry(registry, ProcessRole.MAIN);

    @BeforeEach
    void attach() {
        telemetry.attached(Set.of("app:known", "app:other")::contains);
    }

    @Test
    void eachThingIsCountedUnderItsEventAndRole() {
        telemetry.emitted("app:known", EmitResult.ACCEPTED);
        telemetry.emitted("app:known", EmitResult.NO_SUBSCRIBER);
        telemetry.received("app:other");
        telemetry.handled("app:known", Duration.ofMillis(30), null);
        telemetry.handled("app:known", Duration.ofMillis(50), new IllegalStateException());
        telemetry.requested("app:known", Duration.ofMillis(70), null);
        telemetry.dropped("app:known", DropReason.OVERFLOW.label());
        telemetry.deadLettered("app:known", "unreadable");
        telemetry.laneBlocked("app:known");
        telemetry.reconnected();

        assertThat(count("emitted", "event", "app:known")).isEqualTo(2);
        assertThat(count("received", "event", "app:other")).isEqualTo(1);
        assertThat(count("dropped", "event", "app:known", "reason", "overflow")).isEqualTo(1);
        assertThat(count("dead.letters", "event", "app:known", "reason", "unreadable"))
                .isEqualTo(1);
        assertThat(count("lane.blocked", "event", "app:known")).isEqualTo(1);
        assertThat(count("reconnects")).isEqualTo(1);
        assertThat(milliseconds("handled", "success")).isEqualTo(30);
        assertThat(milliseconds("handled", "error")).isEqualTo(50);
        assertThat(milliseconds("request", "success")).isEqualTo(70);
        assertThat(milliseconds("request", "error")).isZero();
    }

    @Test
    void namesThatAPeerMakesUpMakeNoMeters() {
        for (int i = 0; i < 10_000; i++) {
            String madeUp = "made-up:" + i;
            telemetry.emitted(madeUp, EmitResult.ACCEPTED);
            telemetry.received(madeUp);
            telemetry.handled(madeUp, Duration.ZERO, null);
            telemetry.requested(madeUp, Duration.ZERO, null);
            telemetry.dropped(madeUp, "overflow");
            telemetry.deadLettered(madeUp, "unreadable");
            telemetry.laneBlocked(madeUp);
        }
        assertThat(registry.getMeters()).hasSize(10);
        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        .flatMap(id -> id.getTags().stream())
                        .filter(tag -> tag.getKey().equals("event"))
                        .map(Tag::getValue)
                        .collect(Collectors.toSet()))
                .containsExactly("other");
        assertThat(count("received", "event", "other")).isEqualTo(10_000);
    }

    @Test
    void aNameThatBecomesKnownIsCountedUnderIt() {
        telemetry.received("app:late");
        telemetry.attached(name -> true);
        telemetry.received("app:late");
        assertThat(count("received", "event", "other")).isEqualTo(1);
        assertThat(count("received", "event", "app:late")).isEqualTo(1);
    }

    private double count(String name, String... tags) {
        return registry.get("atomiton.events." + name)
                .tags(tags)
                .tag("role", "main")
                .counter()
                .count();
    }

    private double milliseconds(String name, String outcome) {
        return registry.get("atomiton.events." + name)
                .tags("event", "app:known", "role", "main", "outcome", outcome)
                .timer()
                .totalTime(TimeUnit.MILLISECONDS);
    }
}
