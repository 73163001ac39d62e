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
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;

/** A listener method is called wherever it is declared and whatever proxies its bean. */
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
        try (ListenerContext context =
                ListenerContext.start(spring -> ListenerContext.registerProxied(spring, type, proxyTargetClass))) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly("intercepted", PAID);
        }
    }

    @Test
    void anImplementationAnnotatedBehindAJdkProxyIsCalledThroughItsInterface() throws Exception {
        try (ListenerContext context = ListenerContext.start(
                spring -> ListenerContext.registerProxied(spring, AnnotatedImplementation.class, false))) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly("intercepted", PAID);
        }
    }

    @Test
    void aCheckedExceptionThatAProxyWrapsArrivesAsItWas() {
        IOException failure = new IOException("disk full");
        try (ListenerContext context = ListenerContext.start(spring -> {
            ListenerContext.registerProxied(spring, DeclaredOnInterface.class, false);
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
            ListenerContext.registerProxied(spring, CircularListener.class, true);
            spring.register(CircularFriend.class);
            spring.setAllowCircularReferences(true);
        })) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.calls.values).containsExactly("intercepted", PAID);
        }
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
}
