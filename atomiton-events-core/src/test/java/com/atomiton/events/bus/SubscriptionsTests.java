package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.connection.InterestLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionsTests {

    private final Collected<Interest> announced = collected();
    private final Subscriptions subscriptions = new Subscriptions(announced, new InterestLimits(2, 1), warning -> {});

    @Test
    void onlyTheFirstListenerOfANameAndTheEndOfItsLastAreAnnounced() {
        Listener local = opened("a", Origin.LOCAL);
        Listener first = opened("a", Origin.ANY);
        Listener second = opened("a", Origin.REMOTE);
        first.close();
        first.close();
        second.close();
        local.close();

        assertThat(announced.items())
                .containsExactly(
                        new Interest(List.of("a"), List.of()),
                        new Interest(List.of(), List.of(), List.of("a"), List.of(), null));
    }

    @Test
    void whatIsRefusedLeavesNothingBehindAndWhatIsClosedMakesRoom() {
        Listener open = opened("a", Origin.ANY);
        Handler handler = handler("ask");
        assertThat(subscriptions.add(handler)).isTrue();

        assertThatExceptionOfType(EventContractException.class)
                .isThrownBy(() -> opened("b", Origin.ANY))
                .withMessageStartingWith(
                        "'b' is one too many: a process cannot listen to and answer more than 2 names");
        assertThatExceptionOfType(EventContractException.class).isThrownBy(() -> subscriptions.add(handler("other")));
        assertThat(subscriptions.ofRemote("b").isEmpty()).isTrue();
        assertThat(subscriptions.handler("other")).isNull();
        assertThat(announced.items()).hasSize(2);

        opened("a", Origin.ANY);
        opened("b", Origin.LOCAL);
        handler.close();
        opened("c", Origin.ANY);
        assertThat(open.isOpen()).isTrue();
        assertThat(announced.items()).hasSize(4);
    }

    @Test
    void listenersStandInTheOrderOfTheirNamesAndPatterns() {
        Listener byName = opened("a:b", Origin.ANY);
        Listener byPattern = opened("a:*", Origin.ANY);
        Listener another = opened("a:b", Origin.ANY);
        assertThat(listenersOf("a:b")).containsExactly(byName, another, byPattern);

        byName.close();
        another.close();
        Listener late = opened("a:b", Origin.ANY);

        assertThat(listenersOf("a:b")).containsExactly(byPattern, late);
        assertThat(listenersOf("a:c")).containsExactly(byPattern);
        byPattern.close();
        assertThat(listenersOf("a:b")).containsExactly(late);
        assertThat(listenersOf("a:c")).isEmpty();
    }

    private List<Listener> listenersOf(String name) {
        return subscriptions.ofRemote(name).groups().stream()
                .flatMap(group -> group.listeners().stream())
                .toList();
    }

    private Listener opened(String pattern, Origin origin) {
        Listener listener = new Listener(
                pattern,
                (payload, context) -> {},
                SubscribeOptions.origin(origin),
                "a listener",
                "here",
                new DirectLane(),
                false,
                subscriptions::remove);
        subscriptions.add(listener);
        return listener;
    }

    private Handler handler(String name) {
        return new Handler(
                EventType.of(name, Object.class),
                (payload, context) -> payload,
                "a handler",
                "here",
                "task",
                null,
                subscriptions::remove);
    }
}
