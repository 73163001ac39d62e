package com.atomiton.samples.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import com.atomiton.samples.contract.BlueprintList;
import com.atomiton.samples.contract.BlueprintSummary;
import com.atomiton.samples.contract.CancelExecution;
import com.atomiton.samples.contract.ConductorError;
import com.atomiton.samples.contract.ConductorState;
import com.atomiton.samples.contract.ConfigUpdate;
import com.atomiton.samples.contract.ExecuteBlueprint;
import com.atomiton.samples.contract.ExecutionFinished;
import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.ExecutionStatus;
import com.atomiton.samples.contract.ListBlueprints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as it is, and two renderers that connect to it over its socket. */
class ConductorIntegrationTests {

    @TempDir
    Path directory;

    private final List<DefaultEventBus> renderers = new CopyOnWriteArrayList<>();
    private ConfigurableApplicationContext application;
    private DefaultEventBus asker;
    private DefaultEventBus bystander;

    @BeforeEach
    void start() {
        application = new SpringApplicationBuilder(MainApplication.class)
                .run(
                        "--atomiton.events.socket.path=" + directory.resolve("bus.sock"),
                        "--conductor.working-directory=" + directory.resolve("workspace"));
        asker = renderer();
        bystander = renderer();
    }

    @AfterEach
    void stop() {
        renderers.forEach(DefaultEventBus::close);
        application.close();
        assertThat(directory.resolve("bus.sock")).doesNotExist();
    }

    @Test
    void theBlueprintsAreListed() {
        BlueprintList list =
                asker.request(new ListBlueprints(), BlueprintList.class).join();

        assertThat(list.blueprints())
                .extracting(BlueprintSummary::id)
                .containsExactly("data-transform", "failing", "hello-world", "slow");
        assertThat(list.blueprints().get(0).edges()).hasSize(7);
    }

    @Test
    void theResultOfAnEventGoesToItsSenderAlone() {
        List<ExecutionFinished> toAsker = record(asker, ExecutionFinished.class);
        List<ExecutionFinished> toBystander = record(bystander, ExecutionFinished.class);
        List<ConductorState> states = record(bystander, ConductorState.class);

        asker.emit(new ExecuteBlueprint("hello-world", "e1", Map.of("name", "Ada")));

        await().untilAsserted(() -> assertThat(toAsker).hasSize(1));
        assertThat(toAsker.get(0).result().output()).isEqualTo(Map.of("greeting", "Hello, Ada!"));
        asker.emit(new ExecuteBlueprint("failing", "e2", null));
        await().untilAsserted(() -> assertThat(toAsker)
                .extracting(finished -> finished.result().status())
                .containsExactly(ExecutionStatus.COMPLETED, ExecutionStatus.FAILED));
        await("what both were told after it").until(() -> hasEnded(states, "e2"));
        assertThat(toBystander).isEmpty();
    }

    @Test
    void anExecutionIsCancelledByItsIdOrByItsFuture() {
        List<ConductorState> states = record(bystander, ConductorState.class);
        CompletableFuture<ExecutionProgress> started = new CompletableFuture<>();
        CompletableFuture<ExecutionResult> byId = asker.request(
                new ExecuteBlueprint("slow", "e1", null),
                ExecutionResult.class,
                RequestOptions.defaults().onProgress(ExecutionProgress.class, started::complete));
        CompletableFuture<ExecutionResult> byFuture =
                asker.request(new ExecuteBlueprint("slow", "e2", null), ExecutionResult.class);
        started.join();

        asker.emit(new CancelExecution("e1"));
        byFuture.cancel(true);

        assertThat(byId)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RemoteEventException.class)
                .withMessageContaining("execution 'e1' was cancelled at node 'first'");
        await().until(() -> hasEnded(states, "e1") && hasEnded(states, "e2"));
    }

    @Test
    void aRendererThatComesLaterLearnsTheState() {
        asker.request(new ExecuteBlueprint("hello-world", "e1", null), ExecutionResult.class)
                .join();

        List<ConductorState> states = record(renderer(), ConductorState.class);

        await().until(() -> hasEnded(states, "e1"));
    }

    @Test
    void aSettingThatCannotBeUsedComesBackAsAnError() {
        List<ConductorError> errors = record(asker, ConductorError.class);

        asker.emit(new ConfigUpdate("colour", "red"));

        await().untilAsserted(() -> assertThat(errors).hasSize(1));
        assertThat(errors.get(0).error())
                .isInstanceOf(RemoteEventException.class)
                .hasMessage("there is no setting 'colour'; there are log.level and delay.factor");
    }

    private DefaultEventBus renderer() {
        DefaultEventBus bus = EventBusBuilder.renderer(
                        new UnixClientTransport(UnixTransportSettings.of(SocketLocation.of(
                                "default", directory.resolve("bus.sock").toString()))))
                .build();
        renderers.add(bus);
        bus.start();
        return bus;
    }

    private static <T> List<T> record(DefaultEventBus bus, Class<T> type) {
        List<T> events = new CopyOnWriteArrayList<>();
        bus.on(type, events::add);
        return events;
    }

    private static boolean hasEnded(List<ConductorState> states, String executionId) {
        return states.stream()
                .flatMap(state -> state.recent().stream())
                .anyMatch(execution -> execution.executionId().equals(executionId));
    }
}
