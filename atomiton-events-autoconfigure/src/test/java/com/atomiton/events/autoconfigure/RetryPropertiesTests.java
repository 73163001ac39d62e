package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.annotation.ConductorListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A listener that fails, with and without the properties. */
class RetryPropertiesTests {

    @EventName("test:order")
    record Order(int failures) {}

    private final Queue<Throwable> reported = new ConcurrentLinkedQueue<>();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConductorAutoConfiguration.class))
            .withBean(ConductorErrorHandler.class, () -> (failure, context, listener) -> reported.add(failure))
            .withBean(Orders.class);

    private final ApplicationContextRunner retrying = runner.withPropertyValues(
            "atomiton.events.retry.enabled=true",
            "atomiton.events.retry.max-retries=2",
            "atomiton.events.retry.initial-interval=1ms",
            "atomiton.events.retry.multiplier=2",
            "atomiton.events.retry.max-interval=5ms");

    @Test
    void aFailureIsFinalByDefault() {
        runner.run(context -> {
            context.getBean(EventBus.class).emit(new Order(1));
            await().until(() -> !reported.isEmpty());
            assertThat(context.getBean(Orders.class).calls).hasValue(1);
        });
    }

    @Test
    void aListenerIsCalledAgainUntilItSucceeds() {
        retrying.run(context -> {
            Orders orders = context.getBean(Orders.class);
            context.getBean(EventBus.class).emit(new Order(2));
            await().until(() -> orders.done.get() == 1);
            assertThat(orders.calls).hasValue(3);
            assertThat(reported).isEmpty();
        });
    }

    @Test
    void whatFailsToTheEndIsReportedOnceAsItWasThrown() {
        retrying.run(context -> {
            context.getBean(EventBus.class).emit(new Order(3));
            await().until(() -> !reported.isEmpty());
            assertThat(context.getBean(Orders.class).calls).hasValue(3);
            assertThat(reported).singleElement().isInstanceOf(IllegalStateException.class);
        });
    }

    static class Orders {

        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();

        @ConductorListener
        void order(Order order) {
            if (calls.incrementAndGet() <= order.failures()) {
                throw new IllegalStateException("not yet");
            }
            done.incrementAndGet();
        }
    }
}
