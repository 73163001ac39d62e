package com.atomiton.events.cloudstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.EngineReceiver;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever sets max-attempts to 1 gets a record that fails once, and not as often as Kafka's containers try by themselves. */
class OneAttemptIntegrationTests {

    @Test
    void aRecordThatFailsIsGivenOnce() throws Exception {
        Received shared = new Received();
        Received own = new Received();
        try (EngineProcess process =
                new EngineProcess("one-attempt", "spring.cloud.stream.default.consumer.max-attempts=1")) {
            process.receive("failing", failingAfter(shared), Destination.mains("test:failing"));
            process.receive(null, failingAfter(own), Destination.renderers("test:failing"));

            for (String value : new String[] {"first", "second"}) {
                process.send(Destination.mains("test:failing"), "k", value).get(10, TimeUnit.SECONDS);
                process.send(Destination.renderers("test:failing"), "k", value).get(10, TimeUnit.SECONDS);
            }

            shared.awaitSize(2);
            own.awaitSize(2);
            assertThat(new DeadLetters("error.atomiton.one--attempt.failing").first(2))
                    .extracting(record -> new String(record.value()))
                    .containsExactly("first", "second");
        }
        assertThat(shared.values()).containsExactly("first", "second");
        assertThat(own.values()).containsExactly("first", "second");
    }

    private static EngineReceiver failingAfter(Received received) {
        return delivery -> {
            received.receive(delivery);
            assertThat(delivery.last()).isTrue();
            throw new IllegalStateException("on purpose");
        };
    }
}
