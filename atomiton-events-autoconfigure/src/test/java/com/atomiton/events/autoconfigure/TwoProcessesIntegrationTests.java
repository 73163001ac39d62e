package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.PeerConnected;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.autoconfigure.health.ConductorHealthContributorAutoConfiguration;
import com.atomiton.events.autoconfigure.metrics.ConductorMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Two applications with different roles, as they would be in two processes. */
class TwoProcessesIntegrationTests {

    @EventName("test:greeting")
    record Greeting(String text) {}

    @EventName("test:sum")
    record Sum(List<Integer> numbers) {}

    @EventName("test:answer")
    record Answer(String text) {}

    @TempDir
    private Path directory;

    private Map<Long, String> threadsBefore = Map.of();

    @BeforeEach
    void rememberThreads() {
        threadsBefore = busThreads();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Map<Long, String> left = busThreads();
            left.keySet().removeAll(threadsBefore.keySet());
            assertThat(left).isEmpty();
        });
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::exists).map(Path::toString)).noneMatch(name -> name.endsWith(".sock"));
        }
    }

    @Test
    void anEventAndARequestReachTheListenersOfTheOther() throws Exception {
        try (ConfigurableApplicationContext main = start("main", MainListeners.class);
                ConfigurableApplicationContext renderer = start("renderer", RendererListeners.class)) {
            EventBus bus = renderer.getBean(EventBus.class);
            assertThat(bus.role()).isEqualTo(ProcessRole.RENDERER);

            assertThat(bus.request(new Sum(List.of(1, 2, 3)), Integer.class).get(10, TimeUnit.SECONDS))
                    .isEqualTo(6);
            bus.emit(new Greeting("hello"));

            RendererListeners listeners = renderer.getBean(RendererListeners.class);
            await().untilAsserted(() -> assertThat(listeners.answers).containsExactly(new Answer("got hello")));
            await().untilAsserted(() -> assertThat(listeners.applicationEvents)
                    .hasAtLeastOneElementOfType(PeerConnected.class)
                    .hasAtLeastOneElementOfType(ConnectionStateChanged.class));
            assertThat(main.getBean(EventBus.class).peers()).hasSize(1);
            MeterRegistry meters = main.getBean(MeterRegistry.class);
            await().untilAsserted(() -> assertThat(meters.get("atomiton.events.handled")
                            .tags("event", "test:greeting", "outcome", "success", "role", "main")
                            .timer()
                            .count())
                    .isEqualTo(1));
            assertThat(meters.get("atomiton.events.peers").gauge().value()).isEqualTo(1);
        }
    }

    @Test
    void healthFollowsTheConnection() {
        try (ConfigurableApplicationContext renderer =
                start("renderer", RendererListeners.class, "--atomiton.events.health.grace=0")) {
            await().until(() -> health(renderer).getStatus().equals(Status.DOWN));
            assertThat(health(renderer).getDetails())
                    .containsEntry("state", "connecting")
                    .containsKey("lastError");
            try (ConfigurableApplicationContext main = start("main", MainListeners.class)) {
                await().until(() -> health(renderer).getStatus().equals(Status.UP));
                assertThat(health(renderer).getDetails())
                        .containsEntry("role", "renderer")
                        .containsEntry("state", "connected");
                assertThat(health(main).getStatus()).isEqualTo(Status.UP);
            }
            await().until(() -> health(renderer).getStatus().equals(Status.DOWN));
            assertThat(renderer.getBean(EventBus.class).connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
        }
    }

    @Test
    void twentyStartsAndStopsLeaveNothing() {
        for (int round = 0; round < 20; round++) {
            try (ConfigurableApplicationContext main = start("main", MainListeners.class);
                    ConfigurableApplicationContext renderer = start("renderer", RendererListeners.class)) {
                await().until(() -> !main.getBean(EventBus.class).peers().isEmpty());
                assertThat(renderer.isActive()).isTrue();
            }
        }
    }

    @Test
    void theContextClosesWithinTheShutdownTimeoutThoughAHandlerHangs() throws Exception {
        ConfigurableApplicationContext main =
                start("main", HangingListener.class, "--atomiton.events.shutdown.timeout=500ms");
        main.getBean(EventBus.class).emit(new Greeting("hang"));
        HangingListener listener = main.getBean(HangingListener.class);
        await().until(() -> !listener.entered.isEmpty());
        long began = System.nanoTime();
        main.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        listener.entered.forEach(Thread::interrupt);
    }

    private ConfigurableApplicationContext start(String role, Class<?> listeners, String... arguments) {
        Path socket = directory.resolve("run").resolve("test.sock");
        String[] all = Stream.concat(
                        Stream.of("--atomiton.events.role=" + role, "--atomiton.events.socket.path=" + socket),
                        Stream.of(arguments))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Application.class, listeners)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(all);
    }

    private static Health health(ConfigurableApplicationContext context) {
        Health health = context.getBean("conductorHealthContributor", HealthIndicator.class)
                .health(true);
        assertThat(health).isNotNull();
        return health;
    }

    private static Map<Long, String> busThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("atomiton-events"))
                .collect(Collectors.toMap(Thread::getId, Thread::getName, (one, two) -> one, TreeMap::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ConductorAutoConfiguration.class,
        ConductorHealthContributorAutoConfiguration.class,
        ConductorMetricsAutoConfiguration.class,
        MetricsAutoConfiguration.class
    })
    static class Application {

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }

    static class MainListeners {

        @ConductorListener
        Answer greeted(Greeting greeting) {
            return new Answer("got " + greeting.text());
        }

        @ConductorListener
        int sum(Sum sum, RequestContext context) {
            return sum.numbers().stream().mapToInt(Integer::intValue).sum();
        }
    }

    static class RendererListeners {

        private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        private final Queue<Object> applicationEvents = new ConcurrentLinkedQueue<>();

        @ConductorListener
        void answered(Answer answer) {
            answers.add(answer);
        }

        @EventListener
        void connected(PeerConnected event) {
            applicationEvents.add(event);
        }

        @EventListener
        void changed(ConnectionStateChanged event) {
            applicationEvents.add(event);
        }
    }

    static class HangingListener {

        private final Queue<Thread> entered = new ConcurrentLinkedQueue<>();

        @ConductorListener
        void hang(Greeting greeting) throws InterruptedException {
            entered.add(Thread.currentThread());
            Thread.currentThread().join();
        }
    }
}
