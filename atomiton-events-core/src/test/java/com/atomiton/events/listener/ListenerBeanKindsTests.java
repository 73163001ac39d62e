package com.atomiton.events.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.listener.Events.Paid;
import com.atomiton.events.listener.ListenerContext.Calls;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;

/** The matrix of bean kinds: each of them either works or fails the start, and none is silently deaf. */
class ListenerBeanKindsTests {

    private static final Paid PAID = new Paid("o-1", 5);

    @ParameterizedTest
    @ValueSource(
            classes = {
                Plain.class,
                InheritedFromGenericSuperclass.class,
                DeclaredOnInterface.class,
                DeclaredOnDefaultMethod.class,
                MetaAnnotated.class,
                Product.class,
                ConfigurationItself.class
            })
    void aMethodIsCalledHoweverItIsDeclared(Class<?> component) throws Exception {
        try (ListenerContext context = ListenerContext.start(component)) {
            assertThat(context.bus.registrations).hasSize(1);

            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly(PAID);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProxiedBeanIsCalledThroughItsProxy(boolean proxyTargetClass) throws Exception {
        Class<?> type = proxyTargetClass ? Plain.class : DeclaredOnInterface.class;
        try (ListenerContext context = ListenerContext.start(spring -> proxied(spring, type, proxyTargetClass))) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly("intercepted", PAID);
        }
    }

    @Test
    void anImplementationAnnotatedBehindAJdkProxyIsCalledThroughItsInterface() throws Exception {
        try (ListenerContext context =
                ListenerContext.start(spring -> proxied(spring, AnnotatedImplementation.class, false))) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly("intercepted", PAID);
        }
    }

    @Test
    void aCheckedExceptionThatAProxyWrapsArrivesAsItWas() {
        IOException failure = new IOException("disk full");
        try (ListenerContext context = ListenerContext.start(spring -> {
            proxied(spring, DeclaredOnInterface.class, false);
            spring.registerBean("interceptor", MethodInterceptor.class, () -> invocation -> {
                throw failure;
            });
        })) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> context.bus.deliver("order:paid", PAID))
                    .isSameAs(failure);
        }
    }

    @Test
    void aBeanProxiedEarlyForACircularReferenceIsCalledThroughItsProxy() throws Exception {
        try (ListenerContext context = ListenerContext.start(spring -> {
            proxied(spring, CircularListener.class, true);
            spring.register(CircularFriend.class);
            spring.setAllowCircularReferences(true);
        })) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly("intercepted", PAID);
        }
    }

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
        try (ListenerContext context = ListenerContext.start(spring -> proxied(spring, Plain.class, true))) {
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
                            spring.removeBeanDefinition(
                                    spring.getBeanNamesForType(com.atomiton.events.EventBus.class)[0]);
                            factory.registerSingleton("bus", bus[0].asEventBus());
                        }),
                        Plain.class,
                        LazyListener.class));

        assertThat(bus[0].registrations).isEmpty();
    }

    private static void proxied(
            org.springframework.context.annotation.AnnotationConfigApplicationContext spring,
            Class<?> type,
            boolean proxyTargetClass) {
        spring.registerBeanDefinition("proxied", new RootBeanDefinition(type));
        spring.registerBean(BeanNameAutoProxyCreator.class, () -> {
            BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
            creator.setBeanNames("proxied");
            creator.setInterceptorNames("interceptor");
            creator.setProxyTargetClass(proxyTargetClass);
            return creator;
        });
        spring.registerBean("interceptor", MethodInterceptor.class, () -> invocation -> {
            if (invocation.getMethod().getName().equals("on")) {
                spring.getBean(Calls.class).add("intercepted");
            }
            return invocation.proceed();
        });
    }

    static class Plain {

        private final Calls calls;

        Plain(Calls calls) {
            this.calls = calls;
        }

        @ConductorListener
        void on(Paid paid) {
            calls.add(paid);
        }
    }

    abstract static class GenericSuperclass<T> {

        @Autowired
        Calls calls;

        @ConductorListener
        protected void on(T payload) {
            calls.add(payload);
        }
    }

    static class InheritedFromGenericSuperclass extends GenericSuperclass<Paid> {}

    interface PaidListener {

        @ConductorListener
        void on(Paid paid);
    }

    static class DeclaredOnInterface implements PaidListener {

        @Autowired
        Calls calls;

        @Override
        public void on(Paid paid) {
            calls.add(paid);
        }
    }

    interface GenericListener<T> {

        Calls calls();

        @ConductorListener
        default void on(T payload) {
            calls().add(payload);
        }
    }

    static class DeclaredOnDefaultMethod implements GenericListener<Paid> {

        @Autowired
        Calls calls;

        @Override
        public Calls calls() {
            return calls;
        }
    }

    interface Plainly {

        void on(Paid paid);
    }

    static class AnnotatedImplementation implements Plainly {

        @Autowired
        Calls calls;

        @Override
        @ConductorListener
        public void on(Paid paid) {
            calls.add(paid);
        }
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ConductorListener(lane = "audit")
    @interface AuditListener {

        @AliasFor(annotation = ConductorListener.class, attribute = "value")
        String[] names();
    }

    static class MetaAnnotated {

        @Autowired
        Calls calls;

        @AuditListener(names = "order:paid")
        void audit(Object payload) {
            calls.add(payload);
        }
    }

    @Configuration
    static class Product {

        @Bean
        FactoryBean<Plain> product(Calls calls) {
            return new FactoryBean<>() {

                @Override
                public Plain getObject() {
                    return new Plain(calls);
                }

                @Override
                public Class<?> getObjectType() {
                    return Plain.class;
                }
            };
        }
    }

    @Configuration
    static class ConfigurationItself {

        @Autowired
        Calls calls;

        @ConductorListener
        void on(Paid paid) {
            calls.add(paid);
        }
    }

    static class CircularListener extends GenericSuperclass<Paid> {

        @Autowired
        CircularFriend friend;
    }

    static class CircularFriend {

        @Autowired
        CircularListener listener;
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
