package com.atomiton.events.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventBus;
import com.atomiton.events.listener.Events.Paid;
import com.atomiton.events.listener.ListenerBeanKindsTests.AnnotatedImplementation;
import com.atomiton.events.listener.ListenerBeanKindsTests.GenericSuperclass;
import com.atomiton.events.listener.ListenerBeanKindsTests.Plain;
import com.atomiton.events.listener.ListenerBeanKindsTests.Product;
import com.atomiton.events.listener.ListenerContext.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

/** When a bean's methods listen: each kind of bean either works or fails the start, and none is silently deaf. */
class ListenerBeanLifecycleTests {

    private static final Paid PAID = new Paid("o-1", 5);

    @Test
    void aPrototypeListensFromItsCreationToItsDestruction() throws Exception {
        try (ListenerContext context = ListenerContext.start(Prototype.class)) {
            assertThat(context.bus.registrations).isEmpty();

            Prototype first = context.spring.getBean(Prototype.class);
            context.spring.getBean(Prototype.class);
            context.bus.deliver("order:paid", PAID);
            assertThat(context.calls.values).containsExactly(PAID, PAID);

            context.spring.getBeanFactory().destroyBean(first);
            assertThat(context.bus.registrations).hasSize(1);
        }
    }

    @Test
    void aPrototypeThatASingletonHoldsListensOnce() throws Exception {
        try (ListenerContext context = ListenerContext.start(Prototype.class, PrototypeOwner.class)) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly(PAID);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ScopedByClass.class, ScopedByInterface.class})
    void aScopedProxyListensInPlaceOfItsTargets(Class<?> component) throws Exception {
        try (ListenerContext context = ListenerContext.start(component)) {
            context.bus.deliver("order:paid", PAID);
            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly(PAID, PAID);
            assertThat(context.bus.registrations).hasSize(1);
        }
    }

    @Test
    void aLazyBeanThatAnotherBeanCreatesWorks() throws Exception {
        try (ListenerContext context = ListenerContext.start(LazyListener.class, NeedsLazyListener.class)) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly(PAID);
        }
    }

    @Test
    void aLazyBeanThatNobodyCreatesFailsTheStartWithoutBeingCreated() {
        assertThatExceptionOfType(InvalidConductorListenerException.class)
                .isThrownBy(() -> ListenerContext.start(LazyListener.class, Exploding.class))
                .withMessageContaining(LazyListener.class.getName() + "#on(Object) is on the lazy bean")
                .withMessageContaining("remove @Lazy");
    }

    @Test
    void aBeanWithTwoNamesListensOnce() {
        try (ListenerContext context = ListenerContext.start(TwoNames.class)) {
            assertThat(context.bus.registrations).hasSize(1);
        }
    }

    @Test
    void anObjectRegisteredAsSingletonByHandListens() throws Exception {
        Calls calls = new Calls();
        try (ListenerContext context = ListenerContext.start(
                spring -> spring.getBeanFactory().registerSingleton("byHand", new Plain(calls)))) {
            context.bus.deliver("order:paid", PAID);

            assertThat(calls.values).containsExactly(PAID);
        }
    }

    @Test
    void aDestroyedBeanIsNotCalledAnyMore() {
        try (ListenerContext context =
                ListenerContext.start(spring -> ListenerContext.registerProxied(spring, Plain.class, true))) {
            context.spring.removeBeanDefinition("proxied");

            assertThat(context.bus.registrations).isEmpty();
        }
    }

    @Test
    void nothingIsSubscribedAfterTheContextHasClosed() {
        ListenerContext context =
                ListenerContext.start(Plain.class, Product.class, ScopedByClass.class, Prototype.class);
        context.spring.getBean(Prototype.class);
        assertThat(context.bus.registrations).hasSize(4);

        context.close();

        assertThat(context.bus.registrations).isEmpty();
    }

    @Test
    void aFailedStartLeavesNothingSubscribed() {
        StubEventBus[] bus = new StubEventBus[1];
        assertThatExceptionOfType(InvalidConductorListenerException.class)
                .isThrownBy(() -> ListenerContext.start(
                        spring -> spring.addBeanFactoryPostProcessor(factory -> {
                            bus[0] = new StubEventBus();
                            spring.removeBeanDefinition(spring.getBeanNamesForType(EventBus.class)[0]);
                            factory.registerSingleton("bus", bus[0].asEventBus());
                        }),
                        Plain.class,
                        LazyListener.class));

        assertThat(bus[0].registrations).isEmpty();
    }

    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    static class Prototype extends GenericSuperclass<Paid> {}

    static class PrototypeOwner {

        @Autowired
        Prototype prototype;
    }

    @Scope(scopeName = BeanDefinition.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class ScopedByClass extends GenericSuperclass<Paid> {}

    @Scope(scopeName = BeanDefinition.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.INTERFACES)
    static class ScopedByInterface extends AnnotatedImplementation {}

    @Lazy
    static class LazyListener extends GenericSuperclass<Paid> {}

    static class NeedsLazyListener {

        @Autowired
        LazyListener listener;
    }

    @Lazy
    static class Exploding {

        Exploding() {
            throw new AssertionError("a lazy bean was created");
        }
    }

    @Configuration
    static class TwoNames {

        @Bean
        Plain plain(Calls calls) {
            return new Plain(calls);
        }

        @Bean
        Object sameAgain(Plain plain) {
            return plain;
        }
    }
}
