package com.atomiton.events.cloudstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class UserSettingsTests {

    @ParameterizedTest
    @CsvSource({
        "spring.cloud.stream.bindings.atomitonMains.consumer.max-attempts, false",
        "spring.cloud.stream.bindings.atomitonMains.consumer.maxAttempts, false",
        "spring.cloud.stream.default.consumer.max-attempts, false",
        "spring.cloud.stream.bindings.atomitonMains.consumer.concurrency, true",
        "spring.cloud.stream.bindings.mine.consumer.max-attempts, true",
        "spring.cloud.stream.default.producer.max-attempts, true",
    })
    void whatTheUserSetsForTheBindingOrForAllIsLeftAlone(String property, boolean setByTheBus) {
        AtomicInteger attempts = new AtomicInteger();
        MockEnvironment environment = new MockEnvironment().withProperty(property, "7");

        new UserSettings(environment, "spring.cloud.stream", "atomitonMains", "consumer")
                .unlessSet("max-attempts", 5, attempts::set);

        assertThat(attempts.get() == 5).isEqualTo(setByTheBus);
    }
}
