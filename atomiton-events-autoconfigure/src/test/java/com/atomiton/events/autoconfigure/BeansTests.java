package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.listener.ConductorListenerAnnotationBeanPostProcessor;
import com.atomiton.events.transport.unix.SocketLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/**
 * The questions of every bean that the bus has or takes: is it there by default, does it give way to the application's,
 * is it gone with {@code atomiton.events.enabled=false}. What is absent without an optional library is asked of health
 * and meters in their own tests, and of the whole in {@link WithoutOptionalLibrariesTests}.
 */
class BeansTests {

    @EventName("test:greeting")
    record Greeting(String text) {}

    record Row(Class<?> type, Object own) {

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ConductorAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

    @TempDir
    private Path directory;

    static Stream<Row> beans() {
        return Stream.of(
                new Row(EventBus.class, mock(EventBus.class)),
                new Row(ConductorErrorHandler.class, mock(ConductorErrorHandler.class)),
                new Row(DetectedRole.class, new DetectedRole(ProcessRole.STANDALONE, "the application")),
                new Row(ConductorConnectionDetails.class, mock(ConductorConnectionDetails.class)),
                new Row(
                        ConductorListenerAnnotationBeanPostProcessor.class,
                        new ConductorListenerAnnotationBeanPostProcessor()));
    }

    @ParameterizedTest
    @MethodSource("beans")
    void eachBeanIsThereByDefaultAndGivesWayAndCanBeSwitchedOff(Row row) {
        runner.run(context -> assertThat(context).hasSingleBean(row.type()));
        with(row.type(), row.own())
                .run(context ->
                        assertThat(context).hasNotFailed().getBean(row.type()).isSameAs(row.own()));
        runner.withPropertyValues("atomiton.events.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(row.type()));
    }

    @SuppressWarnings("unchecked")
    private <T> ApplicationContextRunner with(Class<T> type, Object own) {
        return runner.withBean(type, () -> (T) own);
    }

    /** Not replaced but joined: Boot asks all of them. */
    @Test
    void theFilterThatKeepsListenersFromBeingLazyGoesWithTheBus() {
        runner.run(context -> assertThat(context).hasSingleBean(LazyInitializationExcludeFilter.class));
        runner.withPropertyValues("atomiton.events.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(LazyInitializationExcludeFilter.class));
    }

    @Test
    void connectionDetailsSayWhereTheSocketIsWhateverThePropertiesSay() {
        SocketLocation location = SocketLocation.of("test", directory.resolve("run/own.sock") + "");
        runner.withBean(ConductorConnectionDetails.class, () -> () -> location)
                .withPropertyValues("atomiton.events.role=main", "atomiton.events.socket.path=/nowhere/main.sock")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Files.exists(location.socket())).isTrue();
                });
    }

    @Test
    void aValidatorOfTheApplicationIsAskedOfEachPayloadThatIsToBeValid() {
        Validator validator = mock(Validator.class);
        given(validator.supports(any())).willReturn(true);
        runner.withBean(Validator.class, () -> validator)
                .withBean(ValidatingListener.class)
                .run(context -> {
                    context.getBean(EventBus.class).emit(new Greeting("valid"));
                    await().until(() ->
                            !context.getBean(ValidatingListener.class).threads.isEmpty());
                    then(validator).should().validate(any(Greeting.class), any(Errors.class));
                });
    }

    /** A pool of a fixed size could wait for itself: a handler may ask for what another one is to answer. */
    @Test
    void theApplicationsTaskExecutorIsNotTakenButOneThatIsNamedForTheBus() {
        Executor own = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "own");
            thread.setDaemon(true);
            return thread;
        });
        runner.withBean(Handler.class).run(context -> {
            assertThat(context).hasBean("applicationTaskExecutor");
            assertThat(threadOfAHandler(context.getBean(EventBus.class))).startsWith("atomiton-events");
        });
        runner.withBean(Handler.class)
                .withBean("conductorTaskExecutor", Executor.class, () -> own)
                .run(context -> assertThat(threadOfAHandler(context.getBean(EventBus.class)))
                        .isEqualTo("own"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void withVirtualThreadsTheBusHasThemToo() {
        runner.withBean(Handler.class)
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> assertThat(threadOfAHandler(context.getBean(EventBus.class)))
                        .startsWith("virtual"));
    }

    private static String threadOfAHandler(EventBus bus) throws Exception {
        return bus.request(new Greeting("where"), String.class).get(10, TimeUnit.SECONDS);
    }

    static class Handler {

        @ConductorListener
        String greeted(Greeting greeting, RequestContext context) {
            Thread thread = Thread.currentThread();
            boolean virtual = thread.toString().startsWith("VirtualThread");
            return virtual ? "virtual" : thread.getName();
        }
    }

    static class ValidatingListener {

        private final Queue<String> threads = new ConcurrentLinkedQueue<>();

        @ConductorListener
        void greeted(@Payload @Validated Greeting greeting) {
            threads.add(Thread.currentThread().getName());
        }
    }
}
