package com.atomiton.events.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.atomiton.events.EventContractException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.listener.Events.Paid;
import com.atomiton.events.listener.Events.Shipped;
import com.atomiton.events.listener.Events.Unnamed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Scope;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.ErrorMessage;

/** Methods that could never be called fail the start, with the method, the reason and the fix. */
class InvalidConductorListenerTests {

    static List<Arguments> invalidListeners() {
        return List.of(
                Arguments.of(PrivateMethod.class, "is private", "make it package-private"),
                Arguments.of(StaticMethod.class, "is static", "make it an instance method"),
                Arguments.of(PrivateOnPrototype.class, "is private", "make it package-private"),
                Arguments.of(NoPayloadNoName.class, "has neither a name nor a payload", "@ConductorListener(\"…\")"),
                Arguments.of(UnnamedPayload.class, Unnamed.class.getName() + " has no @EventName", "name the event"),
                Arguments.of(TwoPayloads.class, "has 2 payload parameters, numbers [0, 1]", "@Header"),
                Arguments.of(BadName.class, "has the name \"order paid\"", "must match [A-Za-z0-9._:-]{1,200}"),
                Arguments.of(BadPattern.class, "has the name \"order:?\"", "may have * and **"),
                Arguments.of(UnknownPlaceholder.class, "${no.such.key}", "must match"),
                Arguments.of(BadCondition.class, "\"#root.payload.\"", "no valid SpEL"),
                Arguments.of(UnknownVariable.class, "with #payed", "#root.payload"),
                Arguments.of(DirectConcurrency.class, "lane = \"direct\" and concurrency = 2", "another lane"),
                Arguments.of(ConcurrencyWithoutLane.class, "concurrency = 2 and no lane", "lane = \"…\""),
                Arguments.of(NoConcurrency.class, "concurrency = 0", "at least 1"),
                Arguments.of(PatternOfRequests.class, "the pattern \"order:*\"", "EventContext"),
                Arguments.of(PayloadExpression.class, "\"order\"", "take the whole payload"),
                Arguments.of(OddMessage.class, ErrorMessage.class.getName(), "take a Message"),
                Arguments.of(OddHeaders.class, "parameter", "Map<String, Object>"));
    }

    @ParameterizedTest
    @MethodSource("invalidListeners")
    void aMethodThatCannotBeCalledFailsTheStart(Class<?> component, String what, String fix) {
        InvalidConductorListenerException invalid = catchThrowableOfType(
                InvalidConductorListenerException.class,
                () -> ListenerContext.start(component).close());

        assertThat(invalid).isNotNull();
        assertThat(invalid)
                .hasMessageStartingWith("@ConductorListener method " + component.getName() + "#on(")
                .hasMessageContaining(what)
                .hasMessageContaining(fix);
        assertThat(invalid.method()).isNotNull();
        assertThat(invalid.getMessage()).endsWith(invalid.reason());
    }

    @Test
    void aMethodThatAJdkProxyHidesFailsTheStart() {
        assertThatExceptionOfType(InvalidConductorListenerException.class)
                .isThrownBy(() ->
                        ListenerContext.start(spring -> ListenerContext.registerProxied(spring, Hidden.class, false)))
                .withMessageContaining(Hidden.class.getName() + "#on(Paid) is hidden by a JDK proxy")
                .withMessageContaining("proxyTargetClass = true");
    }

    @Test
    void aFinalMethodOfAProxiedClassFailsTheStart() {
        ListenerContext.start(FinalMethod.class).close();

        assertThatExceptionOfType(InvalidConductorListenerException.class)
                .isThrownBy(() -> ListenerContext.start(
                        spring -> ListenerContext.registerProxied(spring, FinalMethod.class, true)))
                .withMessageContaining(FinalMethod.class.getName() + "#on(Paid) is final");
    }

    @Test
    void listenersWithoutABusFailTheStart() {
        assertThatExceptionOfType(InvalidConductorListenerException.class)
                .isThrownBy(
                        () -> new AnnotationConfigApplicationContext(ListenerContext.Enabled.class, FinalMethod.class))
                .withMessageContaining("there is no EventBus bean");
    }

    @Test
    void withoutListenersNoBusIsNeeded() {
        new AnnotationConfigApplicationContext(ListenerContext.Enabled.class).close();
    }

    @Test
    void whatTheBusRefusesFailsTheCreationAndLeavesNothingSubscribed() {
        try (ListenerContext context = ListenerContext.start(TwoNames.class)) {
            context.bus.refused = "order:second";

            assertThatExceptionOfType(BeanCreationException.class)
                    .isThrownBy(() -> context.spring.getBean(TwoNames.class))
                    .withRootCauseInstanceOf(EventContractException.class);
            assertThat(context.bus.registrations).isEmpty();
        }
    }

    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    static class TwoNames {

        @ConductorListener({"order:first", "order:second"})
        void on(Paid paid) {}
    }

    static class PrivateMethod {

        @ConductorListener
        private void on(Paid paid) {}
    }

    static class StaticMethod {

        @ConductorListener
        static void on(Paid paid) {}
    }

    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    static class PrivateOnPrototype {

        @ConductorListener
        private void on(Paid paid) {}
    }

    static class NoPayloadNoName {

        @ConductorListener
        void on() {}
    }

    static class UnnamedPayload {

        @ConductorListener
        void on(Unnamed unnamed) {}
    }

    static class TwoPayloads {

        @ConductorListener
        void on(Paid paid, Shipped shipped) {}
    }

    static class BadName {

        @ConductorListener("order paid")
        void on(Paid paid) {}
    }

    static class BadPattern {

        @ConductorListener("order:?")
        void on(Object payload) {}
    }

    static class UnknownPlaceholder {

        @ConductorListener("${no.such.key}")
        void on(Paid paid) {}
    }

    static class BadCondition {

        @ConductorListener(condition = "#root.payload.")
        void on(Paid paid) {}
    }

    static class UnknownVariable {

        @ConductorListener(condition = "#payed.amount > 10")
        void on(Paid paid) {}
    }

    static class DirectConcurrency {

        @ConductorListener(lane = "direct", concurrency = 2)
        void on(Paid paid) {}
    }

    static class ConcurrencyWithoutLane {

        @ConductorListener(concurrency = 2)
        void on(Paid paid) {}
    }

    static class NoConcurrency {

        @ConductorListener(concurrency = 0)
        void on(Paid paid) {}
    }

    static class PatternOfRequests {

        @ConductorListener("order:*")
        String on(Object payload, RequestContext context) {
            return "";
        }
    }

    static class PayloadExpression {

        @ConductorListener
        void on(@Payload("order") Paid paid) {}
    }

    static class OddMessage {

        @ConductorListener("order:failed")
        void on(ErrorMessage message) {}
    }

    static class OddHeaders {

        @ConductorListener
        void on(Paid paid, @Headers String headers) {}
    }

    interface Something {

        void something();
    }

    static class Hidden implements Something {

        @Override
        public void something() {}

        @ConductorListener
        public void on(Paid paid) {}
    }

    static class FinalMethod {

        @ConductorListener
        final void on(Paid paid) {}
    }
}
