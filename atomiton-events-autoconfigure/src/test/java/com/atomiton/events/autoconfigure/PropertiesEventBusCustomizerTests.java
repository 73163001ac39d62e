package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.bus.OverflowPolicy;
import com.atomiton.events.connection.ContractCheck;
import com.atomiton.events.observation.Redaction;
import com.atomiton.events.observation.TapAccess;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesEventBusCustomizerTests {

    private final EventBusBuilder builder = mock(EventBusBuilder.class);

    private void customize(String... pairs) {
        Map<String, String> map = Stream.of(pairs)
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> "atomiton.events." + pair[0], pair -> pair[1]));
        ConductorProperties properties = new Binder(new MapConfigurationPropertySource(map))
                .bindOrCreate("atomiton.events", Bindable.of(ConductorProperties.class));
        new PropertiesEventBusCustomizer(properties).customize(builder);
    }

    @Test
    void eachPropertyArrivesAtTheBus() {
        customize(
                "name=editor",
                "connect.timeout=1s",
                "connect.backoff.initial=2ms",
                "connect.backoff.max=3s",
                "connect.backoff.multiplier=1.5",
                "heartbeat.interval=4s",
                "heartbeat.timeout=5s",
                "batch.linger=6ms",
                "batch.max-bytes=7KB",
                "outbound.capacity=8",
                "outbound.max-bytes=3GB",
                "outbound.overflow=drop-oldest",
                "outbound.block-timeout=9s",
                "outbound.stall-timeout=15s",
                "request.timeout=10s",
                "request.concurrency=11",
                "session.retention=12s",
                "max-frame-size=130KB",
                "max-memory=16MB",
                "contract-check=fail",
                "shutdown.timeout=14s",
                "tap.payloads=true");
        then(builder).should().name("editor");
        then(builder).should().contractCheck(ContractCheck.FAIL);
        then(builder).should().connectTimeout(Duration.ofSeconds(1));
        then(builder).should().connectBackoff(Duration.ofMillis(2), Duration.ofSeconds(3), 1.5);
        then(builder).should().heartbeat(Duration.ofSeconds(4), Duration.ofSeconds(5));
        then(builder).should().batch(Duration.ofMillis(6), 7 * 1024);
        then(builder).should().outbound(8, 3L * 1024 * 1024 * 1024);
        then(builder).should().overflow(OverflowPolicy.DROP_OLDEST, Duration.ofSeconds(9));
        then(builder).should().stallTimeout(Duration.ofSeconds(15));
        then(builder).should().requestTimeout(Duration.ofSeconds(10));
        then(builder).should().requestConcurrency(11);
        then(builder).should().sessionRetention(Duration.ofSeconds(12));
        then(builder).should().maxFrameSize(130 * 1024);
        then(builder).should().maxMemory(16L * 1024 * 1024);
        then(builder).should().shutdownTimeout(Duration.ofSeconds(14));
        TapAccess tap = tap();
        assertThat(tap.enabled()).isTrue();
        assertThat(tap.payloads()).isTrue();
        verifyNoMoreInteractions(builder);
    }

    private TapAccess tap() {
        ArgumentCaptor<TapAccess> access = ArgumentCaptor.forClass(TapAccess.class);
        then(builder).should().tap(access.capture());
        return access.getValue();
    }

    @Test
    void whatIsHiddenAreTheWordsOfTheProperty() {
        customize("tap.redact=iban,user-name");

        assertThat(tap().redaction().apply(Map.of("userName", "ann", "password", "abc", "theIBAN", 1)))
                .isEqualTo(Map.of("userName", Redaction.HIDDEN, "password", "abc", "theIBAN", Redaction.HIDDEN));
    }

    @Test
    void withAllowedUsersNobodyLooksAtWhatPasses() {
        customize("security.allowed-users=ann", "tap.enabled=true");

        assertThat(tap().enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "connect.timeout=0, connect.timeout, must be at least 1ms",
        "connect.backoff.initial=0, connect.backoff.initial, must be at least 1ms",
        "connect.backoff.max=10ms, connect.backoff.max, 'must not be shorter than"
                + " \"atomiton.events.connect.backoff.initial\", which is 50ms'",
        "connect.backoff.multiplier=0.5, connect.backoff.multiplier, must be at least 1",
        "connect.backoff.multiplier=NaN, connect.backoff.multiplier, must be at least 1",
        "heartbeat.interval=-1s, heartbeat.interval, must be at least 1ms",
        "heartbeat.timeout=5s, heartbeat.timeout, 'must be longer than \"atomiton.events.heartbeat.interval\", which is"
                + " 5000ms'",
        "batch.linger=-1, batch.linger, must not be negative",
        "batch.max-bytes=0, batch.max-bytes, must be between 1B and 2147483647B",
        "outbound.capacity=0, outbound.capacity, must be at least 1",
        "outbound.max-bytes=0, outbound.max-bytes, must be positive",
        "outbound.block-timeout=-1s, outbound.block-timeout, must not be negative",
        "outbound.stall-timeout=0, outbound.stall-timeout, must be at least 1ms",
        "request.timeout=0, request.timeout, must be at least 1ms",
        "request.concurrency=0, request.concurrency, must be at least 1",
        "retry.max-retries=-1, retry.max-retries, must not be negative",
        "retry.initial-interval=-1, retry.initial-interval, must not be negative",
        "retry.max-interval=500ms, retry.max-interval, 'must be positive, and not shorter than"
                + " \"atomiton.events.retry.initial-interval\", which is 1000ms'",
        "retry.multiplier=0.9, retry.multiplier, must be at least 1",
        "session.retention=0, session.retention, must be at least 1ms",
        "max-frame-size=100, max-frame-size, must be between 65536B and 2147483647B",
        "max-frame-size=3GB, max-frame-size, must be between 65536B and 2147483647B",
        "max-memory=100KB, max-memory, must be at least 1MB",
        "shutdown.timeout=0, shutdown.timeout, must be at least 1ms",
        "health.grace=-1s, health.grace, must not be negative"
    })
    void aValueThatMakesNoSenseIsRefusedByTheNameOfItsProperty(String pair, String property, String reason) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> customize(pair))
                .satisfies(refused -> {
                    assertThat(refused.getName()).isEqualTo("atomiton.events." + property);
                    assertThat(refused.getReason()).isEqualTo(reason.replace('"', '\''));
                });
    }

    @ParameterizedTest
    @CsvSource({"namespace=a/b, namespace", "socket.path=/, socket.path"})
    void aLocationThatCannotBeIsRefusedByTheNameOfItsProperty(String pair, String property) {
        ConductorProperties properties = new Binder(new MapConfigurationPropertySource(
                        Map.of("atomiton.events." + pair.split("=", 2)[0], pair.split("=", 2)[1])))
                .bindOrCreate("atomiton.events", Bindable.of(ConductorProperties.class));
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new PropertiesConductorConnectionDetails(properties).getSocketLocation())
                .satisfies(refused -> assertThat(refused.getName()).isEqualTo("atomiton.events." + property));
    }
}
