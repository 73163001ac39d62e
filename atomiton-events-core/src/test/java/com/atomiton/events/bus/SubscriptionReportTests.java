package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.connection.InterestLimits;
import com.atomiton.events.observation.SubscriptionReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is shown of the subscriptions of a process, and what is said when they grow without end. */
class SubscriptionReportTests {

    private final DefaultEventBus bus = EventBusBuilder.standalone().build();
    private final Collected<String> warnings = collected();
    private final Subscriptions subscriptions =
            new Subscriptions(interest -> {}, InterestLimits.PROTOCOL, warnings::accept);

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void eachIsShownWithItsLaneAndThePlaceThatMadeIt() {
        Subscription closed = bus.on(Other.class, other -> {});
        bus.on(Execute.class, execute -> {}, SubscribeOptions.lane("reports").withDescription("the reporter"));
        bus.on("conductor:*", payload -> {}, SubscribeOptions.origin(Origin.REMOTE));
        bus.handle(Execute.class, (execute, context) -> "done");
        closed.close();

        assertThat(bus.subscriptions())
                .extracting(SubscriptionReport::name, SubscriptionReport::answers, SubscriptionReport::lane)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("conductor:execute", false, "reports"),
                        org.assertj.core.groups.Tuple.tuple("conductor:*", false, "shared"),
                        org.assertj.core.groups.Tuple.tuple("conductor:execute", true, "task"));
        assertThat(bus.subscriptions())
                .extracting(SubscriptionReport::place)
                .allSatisfy(
                        place -> assertThat(place)
                                .matches(
                                        "com\\.atomiton\\.events\\.bus\\.SubscriptionReportTests"
                                                + "\\.eachIsShownWithItsLaneAndThePlaceThatMadeIt\\(SubscriptionReportTests\\.java:\\d+\\)"));
        assertThat(bus.subscriptions()).extracting(SubscriptionReport::listener).contains("the reporter");
    }

    @Test
    void theHundredthOpenSubscriptionOfANameFromOnePlaceIsWarnedOfOnce() {
        List<Listener> open = new ArrayList<>();
        for (int i = 0; i < SubscriptionLeaks.SUSPICIOUS - 1; i++) {
            open.add(opened("conductor:execute", "Editor.open(Editor.java:12)"));
            opened("conductor:execute", "Editor.other(Editor.java:" + i + ")");
        }
        opened("conductor:other", "Editor.open(Editor.java:12)");
        for (int i = 0; i < 3 * SubscriptionLeaks.SUSPICIOUS; i++) {
            opened("conductor:execute", "Editor.open(Editor.java:12)").close();
            open.remove(0).close();
            open.add(opened("conductor:execute", "Editor.open(Editor.java:12)"));
        }
        // At most 100 at a time, and then no more: one warning.
        assertThat(warnings.items()).hasSize(1);
        opened("conductor:execute", "Editor.open(Editor.java:12)");
        opened("conductor:execute", "Editor.open(Editor.java:12)");

        assertThat(warnings.items())
                .singleElement()
                .asString()
                .startsWith("100 subscriptions of 'conductor:execute' are open that were made at "
                        + "Editor.open(Editor.java:12): that looks like a leak")
                .contains("Subscription.close");
    }

    private Listener opened(String pattern, String place) {
        Listener listener = new Listener(
                pattern,
                (payload, context) -> {},
                SubscribeOptions.defaults(),
                "a listener",
                place,
                new DirectLane(),
                false,
                subscriptions::remove);
        subscriptions.add(listener);
        return listener;
    }
}
