package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Other;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the catalog keeps of names that are made up as the process runs. */
class EventCatalogTests {

    private static final int MANY = 25_000;

    private final DefaultEventBus bus = EventBusBuilder.standalone().build();

    @AfterEach
    void close() {
        bus.close();
    }

    private static EventType<Integer> type(String name) {
        return EventType.of(name, Integer.class);
    }

    private List<String> names() {
        return bus.catalog().types().stream().map(EventType::name).toList();
    }

    @Test
    void ofTypesThatWereOnlyEmittedTheLastTenThousandAreKnownAndThoseInUseStay() {
        bus.on(type("listened"), number -> {});
        bus.handle(type("answered"), (number, context) -> number);
        bus.emit(new Other(1));
        bus.emit(type("now-and-then"), 1);
        IntStream.range(0, MANY).forEach(i -> {
            bus.emit(type("document:" + i), i);
            if (i % 1_000 == 0) {
                bus.emit(type("now-and-then"), i);
            }
        });

        assertThat(names())
                .hasSizeLessThan(10_010)
                .contains("listened", "answered", "conductor:other", "now-and-then", "document:" + (MANY - 1))
                .doesNotContain("document:0");
        EventType<String> other = EventType.of("now-and-then", String.class);
        assertThatThrownBy(() -> bus.emit(other, "")).isInstanceOf(EventContractException.class);
    }

    @Test
    void theTypesOfListenersThatAreGoneAreBoundedToo() {
        IntStream.range(0, MANY).forEach(i -> {
            try (Subscription first = bus.on(type("document:" + i), number -> {});
                    Subscription once = bus.once(type("document:" + i), number -> {})) {
                assertThat(first).isNotSameAs(once);
            }
        });

        assertThat(names()).hasSizeLessThanOrEqualTo(10_000).contains("document:" + (MANY - 1));
    }

    @Test
    void aNewTypeIsNeverForgottenForOldOnesHoweverLatelyThoseWereUsed() {
        for (int round = 0; round < 30; round++) {
            EventCatalog catalog = new EventCatalog();
            IntStream.range(0, EventCatalog.MAX_UNUSED).forEach(i -> catalog.register(type("document:" + i)));
            IntStream.range(0, EventCatalog.MAX_UNUSED).forEach(i -> catalog.find("document:" + i));

            String newest = "newest:" + Integer.toHexString(round * 0x9E3779B9);
            catalog.register(type(newest));

            assertThat(catalog.find(newest)).isNotNull();
        }
    }
}
