package com.atomiton.events.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.EventBus;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.bus.BusMonitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class ConductorHealthIndicatorTests {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final EventBus bus = mock(EventBus.class, withSettings().extraInterfaces(BusMonitor.class));
    private Instant now = START;
    private Duration clockJump = Duration.ZERO;
    private ConnectionState state = ConnectionState.CONNECTING;

    @BeforeEach
    void aRenderer() {
        given(bus.role()).willReturn(ProcessRole.RENDERER);
        given(bus.connectionState()).willAnswer(call -> state);
        given(bus.peers()).willReturn(List.of());
    }

    private ConductorHealthIndicator indicator() {
        return new ConductorHealthIndicator(
                bus,
                Duration.ofSeconds(10),
                clock(),
                () -> Duration.between(START, now).toNanos());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.plus(clockJump);
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private static Health check(ConductorHealthIndicator indicator) {
        return Objects.requireNonNull(indicator.health());
    }

    @Test
    void aRendererThatIsNotConnectedIsDownOnceTheGracePeriodIsOver() {
        given(((BusMonitor) bus).lastError()).willReturn("there is no socket");
        given(((BusMonitor) bus).lastErrorAt()).willReturn(START.plusSeconds(3));
        ConductorHealthIndicator indicator = indicator();
        now = START.plusSeconds(10);
        assertThat(check(indicator).getStatus()).isEqualTo(Status.UP);
        now = START.plusMillis(10_001);
        Health health = check(indicator);
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .containsEntry("role", "renderer")
                .containsEntry("state", "connecting")
                .containsEntry("since", START)
                .containsEntry("peers", List.of())
                .containsEntry("lastError", "there is no socket")
                .containsEntry("lastErrorAt", START.plusSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void aClockThatJumpsByADayNeitherShortensNorLengthensTheGracePeriod(long days) {
        ConductorHealthIndicator indicator = indicator();
        clockJump = Duration.ofDays(days);
        now = START.plusSeconds(10);
        assertThat(check(indicator).getStatus()).isEqualTo(Status.UP);
        now = START.plusSeconds(11);
        assertThat(check(indicator).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void theGracePeriodBeginsAnewWithEachLossOfTheConnection() {
        ArgumentCaptor<Consumer<ConnectionStateChanged>> listener = ArgumentCaptor.captor();
        ConductorHealthIndicator indicator = indicator();
        then(bus).should().onConnectionState(listener.capture());
        given(bus.peers()).willReturn(List.of(new Peer("1", null, ProcessRole.MAIN)));

        now = START.plusSeconds(60);
        change(listener.getValue(), ConnectionState.CONNECTED);
        Health connected = check(indicator);
        assertThat(connected.getStatus()).isEqualTo(Status.UP);
        assertThat(connected.getDetails()).containsEntry("since", now).containsEntry("peers", List.of("main 1"));
        assertThat(connected.getDetails()).doesNotContainKey("lastError");

        now = START.plusSeconds(120);
        change(listener.getValue(), ConnectionState.DISCONNECTED);
        now = START.plusSeconds(129);
        assertThat(check(indicator).getStatus()).isEqualTo(Status.UP);
        now = START.plusSeconds(131);
        assertThat(check(indicator).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aChangeThatHasNotBeenNotifiedYetIsSeen() {
        ConductorHealthIndicator indicator = indicator();
        now = START.plusSeconds(60);
        state = ConnectionState.CONNECTED;
        assertThat(check(indicator).getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectionState.class,
            names = {"LISTENING", "CONNECTED", "LOCAL"})
    void aProcessThatListensOrIsConnectedOrOnItsOwnIsUp(ConnectionState well) {
        state = well;
        ConductorHealthIndicator indicator = indicator();
        now = START.plus(Duration.ofDays(1));
        assertThat(check(indicator).getStatus()).isEqualTo(Status.UP);
    }

    private void change(Consumer<ConnectionStateChanged> listener, ConnectionState next) {
        ConnectionState previous = state;
        state = next;
        listener.accept(new ConnectionStateChanged(previous, next, now, null));
    }
}
