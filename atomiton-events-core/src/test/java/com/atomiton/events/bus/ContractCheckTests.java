package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.connection.ContractCheck;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;

class ContractCheckTests {

    record Progress(int percent, String message) {}

    record OtherProgress(String percent) {}

    record NewerProgress(
            int percent, String message, @Nullable String step) {}

    private static final String NAME = "conductor:progress";
    private static final EventType<Progress> PROGRESS = EventType.of(NAME, Progress.class);
    private static final EventType<OtherProgress> OTHER = EventType.of(NAME, OtherProgress.class);
    private static final EventType<NewerProgress> NEWER = EventType.of(NAME, NewerProgress.class);
    private static final String AT_MAIN = NAME + ": property message is missing at renderer editor-1; "
            + "property percent is integer (int32) here and string at renderer editor-1";
    private static final String AT_RENDERER =
            NAME + ": property message is missing here; property percent is string here and integer (int32) at main";

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("com.atomiton.events.connection");

    @BeforeEach
    void capture() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void close() {
        logger.detachAppender(appender);
        processes.close();
    }

    @Test
    void bothEndsWarnOfADifferenceByProperty() {
        DefaultEventBus main = main(ContractCheck.WARN);
        DefaultEventBus renderer = renderer(ContractCheck.WARN);
        main.on(PROGRESS, progress -> {});
        renderer.on(OTHER, progress -> {});

        TestProcesses.connect(main, renderer);

        await().untilAsserted(() -> assertThat(logged(Level.WARN))
                .anyMatch(m -> m.contains(AT_MAIN))
                .anyMatch(m -> m.contains(AT_RENDERER)));
        assertThat(logged(Level.WARN)).hasSize(2);
    }

    @Test
    void aTypeThatIsKnownOnlyLaterIsComparedThen() {
        DefaultEventBus main = main(ContractCheck.WARN);
        DefaultEventBus renderer = renderer(ContractCheck.WARN);
        renderer.on(OTHER, progress -> {});
        TestProcesses.connect(main, renderer);

        main.emit(PROGRESS, new Progress(1, "begun"));

        await().untilAsserted(() -> assertThat(logged(Level.WARN))
                .anyMatch(m -> m.contains(AT_MAIN))
                .anyMatch(m -> m.contains(AT_RENDERER)));
    }

    @Test
    void aReconnectDoesNotWarnAgain() {
        DefaultEventBus main = main(ContractCheck.WARN);
        main.on(PROGRESS, progress -> {});
        DefaultEventBus renderer = renderer(ContractCheck.WARN);
        renderer.on(OTHER, progress -> {});
        TestProcesses.connect(main, renderer);
        await().untilAsserted(() -> assertThat(logged(Level.WARN)).hasSize(2));
        renderer.close();
        await().until(() -> main.peers().isEmpty());

        DefaultEventBus again = renderer(ContractCheck.WARN);
        again.on(OTHER, progress -> {});
        again.start();
        TestProcesses.awaitConnected(main, again);

        await().untilAsserted(() -> assertThat(logged(Level.WARN).stream().filter(m -> m.contains(AT_RENDERER)))
                .hasSize(2));
        assertThat(logged(Level.WARN).stream().filter(m -> m.contains(AT_MAIN))).hasSize(1);
    }

    @Test
    void anAddedOptionalPropertyIsOnlyMentioned() {
        DefaultEventBus main = main(ContractCheck.FAIL);
        DefaultEventBus renderer = renderer(ContractCheck.FAIL);
        main.on(PROGRESS, progress -> {});
        renderer.on(NEWER, progress -> {});

        TestProcesses.connect(main, renderer);

        await().untilAsserted(() -> assertThat(logged(Level.INFO))
                .anyMatch(m -> m.contains(NAME + ": property step is missing here"))
                .anyMatch(m -> m.contains(NAME + ": property step is missing at main")));
        assertThat(logged(Level.WARN)).isEmpty();
    }

    @Test
    void mainThatFailsRefusesWithTheList() throws Exception {
        refused(main(ContractCheck.FAIL), renderer(ContractCheck.WARN));

        assertThat(logged(Level.WARN))
                .anyMatch(m -> m.contains("Refused")
                        && m.contains("property percent is integer (int32) at main and string at renderer editor-1"));
    }

    @Test
    void aRendererThatFailsRefusesToo() throws Exception {
        refused(main(ContractCheck.WARN), renderer(ContractCheck.FAIL));
    }

    private void refused(DefaultEventBus main, DefaultEventBus renderer) {
        main.on(PROGRESS, progress -> {});
        renderer.on(OTHER, progress -> {});
        main.start();
        renderer.start();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> renderer.request(
                                EventType.of("question", String.class),
                                "?",
                                ParameterizedTypeReference.forType(String.class),
                                RequestOptions.defaults().withTimeout(Duration.ofSeconds(20)))
                        .get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(EventContractException.class)
                .withMessageContaining(AT_RENDERER);
        assertThat(renderer.connectionState()).isEqualTo(ConnectionState.CONNECTING);
        assertThat(renderer.lastError()).contains(AT_RENDERER);
        assertThat(logged(Level.ERROR)).singleElement().asString().contains(AT_RENDERER);
        assertThat(main.peers()).isEmpty();
    }

    @Test
    void aDifferenceThatIsFoundLateEndsTheConnectionForGood() {
        DefaultEventBus main = main(ContractCheck.FAIL);
        DefaultEventBus renderer = renderer(ContractCheck.FAIL);
        renderer.on(OTHER, progress -> {});
        TestProcesses.connect(main, renderer);

        main.on(PROGRESS, progress -> {});

        await().untilAsserted(() -> {
            assertThat(renderer.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
            assertThat(renderer.lastError()).contains(AT_RENDERER);
        });
    }

    @Test
    void nothingIsComparedWhereOneEndSwitchesItOff() {
        DefaultEventBus main = main(ContractCheck.FAIL);
        DefaultEventBus renderer = renderer(ContractCheck.OFF);
        main.on(PROGRESS, progress -> {});
        renderer.on(OTHER, progress -> {});

        TestProcesses.connect(main, renderer);

        assertThat(main.peers()).hasSize(1);
    }

    /** More fingerprints than fit into a frame before the handshake is over. */
    @Test
    void tenThousandEventsAreCompared() {
        DefaultEventBus main = main(ContractCheck.FAIL);
        DefaultEventBus renderer = renderer(ContractCheck.FAIL);
        for (int i = 0; i < 10_000; i++) {
            main.catalog().register(EventType.of("event:with:a:long:name:" + i, Progress.class));
            renderer.catalog().register(EventType.of("event:with:a:long:name:" + i, Progress.class));
        }
        TestProcesses.connect(main, renderer);

        renderer.catalog().register(OTHER);
        main.catalog().register(PROGRESS);

        await().untilAsserted(() -> assertThat(renderer.lastError()).contains(AT_RENDERER));
    }

    private DefaultEventBus main(ContractCheck check) {
        return processes.main(builder -> builder.contractCheck(check));
    }

    private DefaultEventBus renderer(ContractCheck check) {
        UnaryOperator<EventBusBuilder> named =
                builder -> builder.name("editor-1").contractCheck(check);
        return processes.renderer(named);
    }

    private List<String> logged(Level level) {
        List<String> messages = new ArrayList<>();
        for (ILoggingEvent event : List.copyOf(appender.list)) {
            if (event.getLevel() == level) {
                messages.add(event.getFormattedMessage());
            }
        }
        return messages;
    }
}
