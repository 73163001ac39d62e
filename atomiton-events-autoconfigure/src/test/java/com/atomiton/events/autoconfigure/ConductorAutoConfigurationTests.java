package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.bus.LoggingErrorHandler;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.listener.ConductorListenerAnnotationBeanPostProcessor;
import com.atomiton.events.listener.EnableConductor;
import com.atomiton.events.transport.ServerTransport;
import com.atomiton.events.transport.memory.MemoryHub;
import com.atomiton.events.transport.unix.SocketLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.ArgumentMatchers;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.json.JsonMapper;

class ConductorAutoConfigurationTests {

    @EventName("test:greeting")
    record Greeting(String text) {}

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ConductorAutoConfiguration.class));

    @TempDir
    private Path directory;

    @Test
    void withoutARoleThereIsALocalBusWithListenersAndDefaults() {
        runner.withBean(Listeners.class).run(context -> {
            EventBus bus = context.getBean(EventBus.class);
            assertThat(bus.role()).isEqualTo(ProcessRole.STANDALONE);
            assertThat(bus.connectionState()).isEqualTo(ConnectionState.LOCAL);
            assertThat(context)
                    .hasSingleBean(ConductorListenerAnnotationBeanPostProcessor.class)
                    .hasSingleBean(ConductorConnectionDetails.class);
            assertThat(context.getBean(ConductorErrorHandler.class)).isInstanceOf(LoggingErrorHandler.class);
            bus.emit(new Greeting("hello"));
            Awaitility.await()
                    .until(() -> context.getBean(Listeners.class).heard.contains(new Greeting("hello")));
        });
    }

    @Test
    void theBusCanBeSwitchedOff() {
        runner.withPropertyValues("atomiton.events.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(EventBus.class)
                        .doesNotHaveBean(ConductorListenerAnnotationBeanPostProcessor.class));
    }

    @Test
    void mainListensAtTheSocketOfTheProperty() {
        Path socket = directory.resolve("run/main.sock");
        runner.withPropertyValues("atomiton.events.role=browser", "atomiton.events.socket.path=" + socket)
                .run(context -> {
                    assertThat(context.getBean(EventBus.class).role()).isEqualTo(ProcessRole.MAIN);
                    assertThat(context.getBean(EventBus.class).connectionState())
                            .isEqualTo(ConnectionState.LISTENING);
                    assertThat(Files.exists(socket)).isTrue();
                });
        assertThat(Files.exists(socket)).isFalse();
    }

    @Test
    void theRolesSourceIsThePropertysOwnOrTheEnvironmentVariable() {
        ApplicationContextRunner renderer = runner.withBean(
                ConductorConnectionDetails.class, () -> () -> SocketLocation.of("test", directory + "/none.sock"));
        renderer.withPropertyValues("atomiton.events.role=renderer")
                .run(context -> assertThat(role(context))
                        .isEqualTo(new DetectedRole(ProcessRole.RENDERER, "'atomiton.events.role' in test")));
        renderer.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                "systemEnvironment",
                                new SystemEnvironmentPropertySource(
                                        "systemEnvironment", Map.of("ATOMITON_EVENTS_ROLE", "renderer"))))
                .run(context -> assertThat(role(context))
                        .isEqualTo(new DetectedRole(
                                ProcessRole.RENDERER, "the environment variable ATOMITON_EVENTS_ROLE")));
        renderer.withSystemProperties("process.type=renderer")
                .run(context -> assertThat(role(context))
                        .isEqualTo(new DetectedRole(ProcessRole.RENDERER, "the system property process.type")));
        renderer.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                "systemEnvironment",
                                new SystemEnvironmentPropertySource(
                                        "systemEnvironment", Map.of("PROCESS_TYPE", "renderer"))))
                .run(context -> assertThat(role(context))
                        .isEqualTo(new DetectedRole(ProcessRole.RENDERER, "the environment variable PROCESS_TYPE")));
    }

    private static DetectedRole role(AssertableApplicationContext context) {
        return context.getBean(DetectedRole.class);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theRoleIsLoggedOnceWithItsSource(CapturedOutput output) {
        runner.withPropertyValues("atomiton.events.role=standalone")
                .run(context -> assertThat(output.getOut()).containsOnlyOnce("by 'atomiton.events.role' in test"));
    }

    @Test
    void aBusOfTheApplicationReplacesOursAndWhatOnlyItNeeds() {
        EventBus own = mock(EventBus.class);
        Listeners listeners = new Listeners();
        runner.withBean(EventBus.class, () -> own)
                .withBean(Listeners.class, () -> listeners)
                // Would be refused if anybody asked
                .withPropertyValues("atomiton.events.role=nonsense")
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(DetectedRole.class);
                    assertThat(context.getBean(EventBus.class)).isSameAs(own);
                    then(own).should().onEvent(ArgumentMatchers.<EventType<Object>>any(), any(), any());
                });
        // Although the mock gave null for the subscription
        assertThat(listeners.destroyed).isTrue();
    }

    @Test
    void everyOtherBeanOfTheApplicationReplacesOurs() {
        ConductorErrorHandler errorHandler = mock(ConductorErrorHandler.class);
        MemoryHub transport = new MemoryHub();
        runner.withBean(ConductorErrorHandler.class, () -> errorHandler)
                .withBean(DetectedRole.class, () -> new DetectedRole(ProcessRole.MAIN, "the test"))
                .withBean(ServerTransport.class, transport::server)
                .withBean(FailingListener.class)
                .withUserConfiguration(OwnAnnotationSupport.class)
                .run(context -> {
                    EventBus bus = context.getBean(EventBus.class);
                    assertThat(bus.role()).isEqualTo(ProcessRole.MAIN);
                    assertThat(context).hasSingleBean(ConductorListenerAnnotationBeanPostProcessor.class);
                    bus.emit(new Greeting("fail"));
                    Awaitility.await()
                            .untilAsserted(() -> then(errorHandler)
                                    .should()
                                    .handleError(any(IllegalStateException.class), any(EventContext.class), any()));
                });
    }

    @Test
    void customizersAreCalledInTheirOrderAfterTheProperties() {
        runner.withUserConfiguration(Customizers.class)
                .withPropertyValues("atomiton.events.request.timeout=1h", "atomiton.events.request.concurrency=1")
                .run(context -> {
                    assertThat(context.getBean(Customizers.class).called).containsExactly("first", "second");
                    EventBus bus = context.getBean(EventBus.class);
                    bus.handle(Greeting.class, (greeting, request) -> new CompletableFuture<>());
                    assertThat(bus.request(new Greeting("wait"), String.class))
                            .failsWithin(Duration.ofSeconds(10))
                            .withThrowableThat()
                            .havingCause()
                            .isInstanceOf(RequestTimeoutException.class)
                            .withMessageContaining("20");
                });
    }

    @Test
    void codecsAreTheApplicationsOwnAndThenThoseOfTheProperty() {
        EventCodec own = mock(EventCodec.class);
        given(own.name()).willReturn("own");
        assertThat(codecs("auto", own)).containsExactly("own", "cbor", "json");
        assertThat(codecs("cbor", own)).containsExactly("own", "cbor", "json");
        assertThat(codecs("json")).containsExactly("json");
    }

    private static List<String> codecs(String choice, EventCodec... own) {
        ConductorProperties properties = new ConductorProperties();
        properties.setCodec(CodecChoice.valueOf(choice.toUpperCase(Locale.ROOT)));
        return CodecFactory.codecs(List.of(own).stream(), JsonMapper.shared(), properties).stream()
                .map(EventCodec::name)
                .toList();
    }

    @Test
    void severalMappersOrNoneDoNotFailTheStart() {
        Supplier<JsonMapper> mapper = () -> JsonMapper.builder().build();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ConductorAutoConfiguration.class))
                .run(context -> assertThat(context).hasSingleBean(DefaultEventBus.class));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ConductorAutoConfiguration.class))
                .withBean("one", JsonMapper.class, mapper)
                .withBean("two", JsonMapper.class, mapper)
                .run(context -> assertThat(context).hasSingleBean(DefaultEventBus.class));
    }

    @Test
    void listenersHearAlsoWhereAllBeansAreLazy() {
        runner.withBean(Listeners.class)
                .withBean(MetaListener.class)
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withBean(NobodyAsksForThis.class, () -> {
                    throw new IllegalStateException("it is lazy");
                })
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    context.getBean(EventBus.class).emit(new Greeting("lazy"));
                    Awaitility.await()
                            .until(() -> context.getBean(Listeners.class).heard.contains(new Greeting("lazy")));
                });
    }

    record NobodyAsksForThis() {}

    static class Listeners implements DisposableBean {

        private final Queue<Greeting> heard = new ConcurrentLinkedQueue<>();
        private volatile boolean destroyed;

        @Override
        public void destroy() {
            destroyed = true;
        }

        @ConductorListener
        void greeted(Greeting greeting) {
            heard.add(greeting);
        }
    }

    interface Listening {

        @ConductorListener
        void greeted(Greeting greeting);
    }

    static class MetaListener implements Listening {

        @Override
        public void greeted(Greeting greeting) {}
    }

    static class FailingListener {

        @ConductorListener
        void greeted(Greeting greeting) {
            throw new IllegalStateException(greeting.text());
        }
    }

    @EnableConductor
    @Configuration(proxyBeanMethods = false)
    static class OwnAnnotationSupport {}

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        private final List<String> called = new ArrayList<>();

        @Bean
        @Order(2)
        EventBusCustomizer second() {
            return builder -> {
                called.add("second");
                builder.requestTimeout(Duration.ofMillis(20));
            };
        }

        @Bean
        @Order(1)
        EventBusCustomizer first() {
            return (EventBusBuilder builder) -> {
                called.add("first");
                builder.requestTimeout(Duration.ofHours(2));
            };
        }
    }
}
