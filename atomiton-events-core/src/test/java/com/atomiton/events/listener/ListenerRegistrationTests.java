package com.atomiton.events.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Origin;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.listener.Events.Paid;
import com.atomiton.events.listener.Events.Shipped;
import com.atomiton.events.listener.Events.Unnamed;
import com.atomiton.events.listener.ListenerContext.Calls;
import com.atomiton.events.listener.StubEventBus.Registration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.mock.env.MockPropertySource;

/** Under which names, types and options a method is subscribed, and its condition. */
class ListenerRegistrationTests {

    @Test
    void theNameComesFromThePayloadsClassAndTheOptionsNameTheMethod() {
        Registration only = onlyRegistration(FromPayload.class);

        assertThat(only.type()).isEqualTo(EventType.of(Paid.class));
        assertThat(only.options().description()).isEqualTo("ListenerRegistrationTests.FromPayload#on(Paid)");
        assertThat(only.options().lane()).isNull();
        assertThat(only.options().concurrency()).isOne();
        assertThat(only.options().origin()).isEqualTo(Origin.ANY);
    }

    @Test
    void anExplicitNameReplacesTheOneOfTheClassAndKeepsItsType() {
        try (ListenerContext context = ListenerContext.start(SeveralNames.class)) {
            assertThat(context.bus.registrations)
                    .extracting(Registration::type)
                    // In which order the methods of one class are found is up to the JVM
                    .containsExactlyInAnyOrder(
                            EventType.of("order:paid-twice", Paid.class), "audit:**", "order:refunded");
        }
    }

    @Test
    void placeholdersInNamesAndLaneAreResolved() {
        try (ListenerContext context = ListenerContext.start(
                spring -> spring.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MockPropertySource()
                                .withProperty("app.event", "order:late")
                                .withProperty("app.lane", "reports")),
                Placeholders.class)) {
            Registration only = context.bus.registrations.get(0);
            assertThat(only.type()).isEqualTo(EventType.of("order:late", Unnamed.class));
            assertThat(only.options().lane()).isEqualTo("reports");
            assertThat(only.options().concurrency()).isEqualTo(4);
            assertThat(only.options().origin()).isEqualTo(Origin.REMOTE);
        }
    }

    @Test
    void aGenericPayloadKeepsItsTypeArguments() {
        assertThat(onlyRegistration(Generic.class).type())
                .isEqualTo(EventType.of("order:list", new ParameterizedTypeReference<List<Paid>>() {}));
        assertThat(onlyRegistration(GenericInSuperclass.class).type())
                .isEqualTo(EventType.of("order:list", new ParameterizedTypeReference<List<Shipped>>() {}));
        assertThat(onlyRegistration(Primitive.class).type()).isEqualTo(EventType.of("order:count", Integer.class));
    }

    @Test
    void anUntypedPayloadClaimsNoTypeForItsNameUnlessItAnswersRequests() {
        assertThat(onlyRegistration(UntypedMap.class).type()).isEqualTo("order:any");
        assertThat(onlyRegistration(NoPayload.class).type()).isEqualTo("order:any");
        try (ListenerContext context = ListenerContext.start(UntypedAnswer.class)) {
            assertThat(context.bus.registrations)
                    .extracting(Registration::type)
                    .containsExactly("order:any", EventType.of("order:any", Object.class));
        }
    }

    @Test
    void whatReturnsSomethingListensAndAnswersButPatternsAnswerNothing() {
        try (ListenerContext context = ListenerContext.start(Returning.class)) {
            assertThat(context.bus.registrations)
                    .extracting(Registration::name, Registration::answers)
                    .containsExactlyInAnyOrder(
                            tuple("order:paid", false), tuple("order:paid", true), tuple("order:*", false));
        }
    }

    @Test
    void whatTakesARequestContextOnlyAnswersRequests() {
        assertThat(onlyRegistration(RequestOnly.class).answers()).isTrue();
    }

    @Test
    void onlyEventsThatFulfilTheConditionReachTheMethod() throws Exception {
        try (ListenerContext context = ListenerContext.start(Limit.class, Conditional.class)) {
            context.bus.deliver("order:paid", new Paid("small", 1));
            context.bus.deliver("order:paid", new Paid("large", 100));

            assertThat(context.calls.values)
                    // In which order the methods of one class are called is up to the JVM
                    .containsExactlyInAnyOrder(
                            "root large", "index large", "name large", "context small", "context large");
        }
    }

    @Test
    void aConditionOnTheRootKeepsAwayPayloadsOfAnotherType() throws Exception {
        try (ListenerContext context = ListenerContext.start(ConditionOnType.class)) {
            context.bus.deliver("order:shipped", new Shipped("o-1"));
            context.bus.deliver("order:paid", new Paid("o-1", 1));

            assertThat(context.calls.values).containsExactly(new Paid("o-1", 1));
        }
    }

    @Test
    void aRequestWhoseConditionIsFalseHasNoHandler() throws Exception {
        try (ListenerContext context = ListenerContext.start(ConditionalAnswer.class)) {
            assertThat(context.bus.request("order:paid", new Paid("o-1", 100))).isEqualTo("thanks");
            assertThatExceptionOfType(NoHandlerException.class)
                    .isThrownBy(() -> context.bus.request("order:paid", new Paid("o-1", 1)))
                    .withMessage("'order:paid' (request id-of-order:paid): ListenerRegistrationTests.ConditionalAnswer"
                            + "#on(Paid) answers it only if \"#paid.amount > 10\" is true");
        }
    }

    private static Registration onlyRegistration(Class<?> component) {
        try (ListenerContext context = ListenerContext.start(component)) {
            assertThat(context.bus.registrations).hasSize(1);
            return context.bus.registrations.get(0);
        }
    }

    static class FromPayload {

        @ConductorListener
        void on(Paid paid) {}
    }

    static class SeveralNames {

        @ConductorListener({"order:paid-twice", "audit:**"})
        void twice(Paid paid) {}

        @ConductorListener("order:refunded")
        void refunded(Object payload) {}
    }

    static class Placeholders {

        @ConductorListener(value = "${app.event}", lane = "${app.lane}", concurrency = 4, origin = Origin.REMOTE)
        void on(Unnamed unnamed) {}
    }

    static class Generic {

        @ConductorListener("order:list")
        void on(List<Paid> orders) {}
    }

    abstract static class ListListener<T> {

        @ConductorListener("order:list")
        void on(List<T> orders) {}
    }

    static class GenericInSuperclass extends ListListener<Shipped> {}

    static class Primitive {

        @ConductorListener("order:count")
        void on(int count) {}
    }

    static class UntypedMap {

        @ConductorListener("order:any")
        void on(Map<String, Object> payload) {}
    }

    static class NoPayload {

        @ConductorListener("order:any")
        void on() {}
    }

    static class UntypedAnswer {

        @ConductorListener("order:any")
        String on(Map<String, ?> payload) {
            return "";
        }
    }

    static class Returning {

        @ConductorListener({"order:paid", "order:*"})
        Object on(Paid paid) {
            return paid;
        }
    }

    static class RequestOnly {

        @ConductorListener
        void on(Paid paid, RequestContext context) {}
    }

    static class Limit {

        public boolean isExceeded(int amount) {
            return amount > 10;
        }
    }

    /** One method for each way to ask; package-private parts throughout. */
    static class Conditional {

        @Autowired
        Calls calls;

        @ConductorListener(condition = "#root.payload.amount() > 10")
        void a(Paid paid) {
            calls.add("root " + paid.order());
        }

        @ConductorListener(condition = "#a0.amount > 10 and #p0.amount > 10")
        void b(Paid paid) {
            calls.add("index " + paid.order());
        }

        @ConductorListener(condition = "@'listenerRegistrationTests.Limit'.isExceeded(#paid.amount)")
        void c(Paid paid) {
            calls.add("name " + paid.order());
        }

        @ConductorListener(condition = "!#root.context.isLocal() and context.name == 'order:paid'")
        void d(Paid paid) {
            calls.add("context " + paid.order());
        }
    }

    static class ConditionOnType {

        @Autowired
        Calls calls;

        @ConductorListener(value = "order:*", condition = "#root.context.name == 'order:paid'")
        void on(Paid paid) {
            calls.add(paid);
        }
    }

    static class ConditionalAnswer {

        @ConductorListener(condition = "#paid.amount > 10")
        String on(Paid paid) {
            return "thanks";
        }
    }
}
