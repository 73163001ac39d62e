package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.transport.unix.MainAlreadyRunningException;
import com.atomiton.events.transport.unix.SocketLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;

/** Several contexts in one JVM. */
class ContextsIntegrationTests {

    @EventName("test:greeting")
    record Greeting(String text) {}

    @TempDir
    private Path directory;

    @Test
    void twoMainsOfTwoNamespacesAreTwoBuses() throws Exception {
        String one = "test-" + UUID.randomUUID();
        String other = "test-" + UUID.randomUUID();
        try (ConfigurableApplicationContext first = start("main", one);
                ConfigurableApplicationContext second = start("main", other);
                ConfigurableApplicationContext renderer = start("renderer", other)) {
            await().until(() -> bus(renderer).connectionState() == ConnectionState.CONNECTED);
            bus(renderer).emit(new Greeting("to the second"));
            await().until(() -> heard(second).contains("to the second"));
            assertThat(bus(first).peers()).isEmpty();
            assertThat(heard(first)).isEmpty();
        } finally {
            forgetLock(one);
            forgetLock(other);
        }
    }

    /** What stays of a main on purpose. */
    private static void forgetLock(String namespace) throws Exception {
        Path socket = SocketLocation.of(namespace, null).socket();
        Files.deleteIfExists(socket.resolveSibling(socket.getFileName() + ".lock"));
    }

    /** As a web server does, which starts before the bus. */
    @Test
    void aSecondMainFailsBeforeAnythingElseStarts() {
        try (ConfigurableApplicationContext first = startAt(socket())) {
            assertThat(first.isRunning()).isTrue();
            Server.STARTS.set(0);

            assertThatThrownBy(() -> startAt(socket(), Server.class))
                    .hasRootCauseInstanceOf(MainAlreadyRunningException.class);

            assertThat(Server.STARTS).hasValue(0);
        }
    }

    @Test
    void aMainWhoseApplicationFailsToStartLeavesItsPlaceToAnother() {
        assertThatThrownBy(() -> startAt(socket(), Server.class, UnavailablePort.class))
                .hasRootCauseMessage("the port is in use");

        try (ConfigurableApplicationContext next = startAt(socket(), Server.class)) {
            assertThat(bus(next).connectionState()).isEqualTo(ConnectionState.LISTENING);
        }
    }

    private Path socket() {
        return directory.resolve("sockets/main.sock");
    }

    private static ConfigurableApplicationContext startAt(Path socket, Class<?>... beans) {
        return application(beans).run("--atomiton.events.role=main", "--atomiton.events.socket.path=" + socket);
    }

    static class Server implements SmartLifecycle {

        static final AtomicInteger STARTS = new AtomicInteger();

        private boolean running;

        @Override
        public void start() {
            STARTS.incrementAndGet();
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return SmartLifecycle.DEFAULT_PHASE - 2048;
        }
    }

    static class UnavailablePort extends Server {

        @Override
        public void start() {
            throw new IllegalStateException("the port is in use");
        }
    }

    @Test
    void listenersOfAChildListenToTheBusOfItsParentAsLongAsTheChildLives() {
        try (ConfigurableApplicationContext parent = application(Listener.class).run()) {
            ConfigurableApplicationContext child =
                    application(Listener.class).parent(parent).run();
            assertThat(bus(child)).isSameAs(bus(parent));
            bus(child).emit(new Greeting("to both"));
            await().until(() ->
                    heard(child).contains("to both") && heard(parent).contains("to both"));

            child.close();

            bus(parent).emit(new Greeting("to one"));
            await().until(() -> heard(parent).contains("to one"));
            assertThat(heard(parent)).containsExactly("to both", "to one");
        }
    }

    @Test
    void theClosedChildIsNotCalled() {
        try (ConfigurableApplicationContext parent = application().run()) {
            ConfigurableApplicationContext child =
                    application(Listener.class).parent(parent).run();
            Queue<String> heard = heard(child);

            child.close();

            bus(parent).emit(new Greeting("to nobody"));
            assertThat(heard).isEmpty();
            assertThat(bus(parent).connectionState()).isEqualTo(ConnectionState.LOCAL);
        }
    }

    @Test
    void listenersHearInALazyApplication() {
        try (ConfigurableApplicationContext lazy =
                application(Listener.class).lazyInitialization(true).run()) {
            bus(lazy).emit(new Greeting("lazy"));
            await().until(() -> heard(lazy).contains("lazy"));
        }
    }

    private static ConfigurableApplicationContext start(String role, String namespace) {
        return application(Listener.class)
                .run("--atomiton.events.role=" + role, "--atomiton.events.namespace=" + namespace);
    }

    private static SpringApplicationBuilder application(Class<?>... beans) {
        return new SpringApplicationBuilder(Application.class)
                .sources(beans)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false);
    }

    private static EventBus bus(ConfigurableApplicationContext context) {
        return context.getBean(EventBus.class);
    }

    private static Queue<String> heard(ConfigurableApplicationContext context) {
        return context.getBean(Listener.class).heard;
    }

    @ImportAutoConfiguration(ConductorAutoConfiguration.class)
    @Configuration(proxyBeanMethods = false)
    static class Application {}

    static class Listener {

        private final Queue<String> heard = new ConcurrentLinkedQueue<>();

        @ConductorListener
        void greeted(Greeting greeting) {
            heard.add(greeting.text());
        }
    }
}
