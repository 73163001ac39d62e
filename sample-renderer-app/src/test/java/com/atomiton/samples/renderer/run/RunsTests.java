package com.atomiton.samples.renderer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventBus;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RemoteEventException;
import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.ExecutionStatus;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.contract.NodeState;
import com.atomiton.samples.contract.NodeStatus;
import com.atomiton.samples.renderer.BlueprintClient;
import com.atomiton.samples.renderer.conductor.LogLine;
import com.atomiton.samples.renderer.page.PageMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs against a client whose answers the test gives. */
class RunsTests {

    private final EventBus bus = mock();
    private final BlueprintClient client = mock();
    private final List<RunView> told = new ArrayList<>();
    private final List<CompletableFuture<ExecutionResult>> answers = new ArrayList<>();
    private final List<Consumer<ExecutionProgress>> progress = new ArrayList<>();
    private final Runs runs = new Runs(bus, client, event -> {
        if (event instanceof PageMessage message && message.data() instanceof RunView run) {
            told.add(run);
        }
    });

    @BeforeEach
    void answerWhenTheTestSaysSo() {
        given(bus.connectionState()).willReturn(ConnectionState.CONNECTED);
        given(client.executeBlueprint(anyString(), anyString(), any(), any())).willAnswer(call -> {
            progress.add(call.getArgument(3));
            CompletableFuture<ExecutionResult> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
        });
    }

    @Test
    void everyStepIsToldAndTheResultIsKeptWithTheLogOfThisRunAlone() {
        RunView run = runs.start("flow", Map.of("name", "Ada"));
        progress.get(0).accept(at(run, 50, NodeStatus.RUNNING));
        runs.log(line(1, run.id()));
        runs.log(line(2, "another"));
        ExecutionResult result = new ExecutionResult(
                run.id(), "flow", ExecutionStatus.COMPLETED, "out", Map.of(), Instant.now(), 7, null);
        answers.get(0).complete(result);
        progress.get(0).accept(at(run, 60, NodeStatus.RUNNING));

        assertThat(told)
                .extracting(RunView::status)
                .containsExactly(RunStatus.WAITING, RunStatus.RUNNING, RunStatus.COMPLETED);
        assertThat(told).extracting(RunView::percent).containsExactly(0, 50, 100);
        RunDetails details = runs.details(run.id()).orElseThrow();
        assertThat(details.result()).isSameAs(result);
        assertThat(details.log()).extracting(LogLine::number).containsExactly(1L);
    }

    @Test
    void eachWayToEndIsToldFromTheOthers() {
        assertThat(failed(remote("com.example.NodeFailedException"))).isEqualTo(RunStatus.FAILED);
        assertThat(failed(remote("com.example.ExecutionCancelledException"))).isEqualTo(RunStatus.CANCELLED);
        assertThat(failed(remote("com.example.ExecutionTimeoutException"))).isEqualTo(RunStatus.TIMED_OUT);
        assertThat(failed(new NoHandlerException("conductor:execute", "r1", "nobody answers it")))
                .isEqualTo(RunStatus.FAILED);
        assertThat(failed(new PeerLostException(
                        "conductor:execute", "r1", new Peer("m", null, ProcessRole.MAIN), "its process has ended")))
                .isEqualTo(RunStatus.LOST);
    }

    @Test
    void aFailureNamesTheRemoteTypeAndTheNode() {
        RunView run = runs.start("flow", null);
        progress.get(0).accept(at(run, 50, NodeStatus.FAILED));
        answers.get(0).completeExceptionally(remote("com.example.NodeFailedException"));

        RunError error = runs.details(run.id()).orElseThrow().run().error();
        assertThat(error)
                .isEqualTo(new RunError("com.example.NodeFailedException", true, "it failed", "second", "at x"));
    }

    @Test
    void whileThereIsNoConnectionARunIsCancelledHere() {
        RunView connected = runs.start("flow", null);
        assertThat(runs.cancel(connected.id())).isTrue();
        then(client).should().cancel(connected.id());
        assertThat(answers.get(0)).isNotDone();

        given(bus.connectionState()).willReturn(ConnectionState.DISCONNECTED);
        RunView waiting = runs.start("flow", null);
        assertThat(runs.cancel(waiting.id())).isTrue();

        then(client).should(never()).cancel(waiting.id());
        assertThat(told.get(told.size() - 1).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(runs.cancel("unknown")).isFalse();
    }

    @Test
    void theHistoryIsBoundedAndForgetsNoneThatRuns() {
        RunView running = runs.start("flow", null);
        for (int i = 1; i <= 600; i++) {
            runs.start("flow", null);
            answers.get(i).completeExceptionally(remote("x"));
        }

        assertThat(runs.content()).hasSize(500);
        assertThat(runs.details(running.id())).isPresent();
    }

    private RunStatus failed(Exception failure) {
        RunView run = runs.start("flow", null);
        answers.get(answers.size() - 1).completeExceptionally(failure);
        return runs.details(run.id()).orElseThrow().run().status();
    }

    private static RemoteEventException remote(String type) {
        return new RemoteEventException(type, "it failed", "at x", null, Map.of());
    }

    private static ExecutionProgress at(RunView run, int percent, NodeStatus second) {
        return new ExecutionProgress(
                run.id(),
                percent,
                "message",
                List.of(new NodeState("first", NodeStatus.COMPLETED), new NodeState("second", second)));
    }

    private static LogLine line(long number, String executionId) {
        return new LogLine(number, Instant.now(), LogLevel.INFO, executionId, null, "line");
    }
}
