package com.atomiton.samples.main.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.ExecutionStatus;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.contract.NodeState;
import com.atomiton.samples.contract.NodeStatus;
import com.atomiton.samples.main.blueprint.Blueprint;
import com.atomiton.samples.main.node.NodeContext;
import com.atomiton.samples.main.node.NodeType;
import com.atomiton.samples.main.node.NodeTypes;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlueprintEngineTests {

    private final List<ExecutionProgress> progress = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private final ExecutionReporter reporter = new ExecutionReporter() {

        @Override
        public void progress(ExecutionProgress step) {
            progress.add(step);
        }

        @Override
        public void log(LogLevel level, @Nullable String nodeId, String message) {
            logs.add(level + " " + nodeId + " " + message.replaceAll("\\d+ ms", "n ms"));
        }
    };

    @Test
    void eachNodeGetsWhatThoseInFrontOfItGave() {
        BlueprintEngine engine = engine(node -> node.parameters().text("name") + "(" + node.input() + ")");

        ExecutionResult result = engine.run(
                        execution("in", null, edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d")), reporter)
                .resultOrThrow();

        assertThat(result.outputs())
                .containsExactly(
                        entry("a", "a(in)"),
                        entry("b", "b(a(in))"),
                        entry("c", "c(a(in))"),
                        entry("d", "d({b=b(a(in)), c=c(a(in))})"));
        assertThat(result.output()).isEqualTo("d({b=b(a(in)), c=c(a(in))})");
        assertThat(result.status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(result.error()).isNull();
    }

    @Test
    void everyStepIsReported() {
        BlueprintEngine engine = engine(node -> {
            node.progress(0.501);
            node.progress(0.502);
            return null;
        });

        engine.run(execution(null, null, edge("a", "b")), reporter);

        assertThat(progress).extracting(ExecutionProgress::percent).containsExactly(0, 25, 50, 50, 75, 100);
        assertThat(progress)
                .extracting(ExecutionProgress::message)
                .containsExactly(
                        "node 'a' started",
                        "node 'a' runs",
                        "node 'a' completed",
                        "node 'b' started",
                        "node 'b' runs",
                        "node 'b' completed");
        assertThat(progress.get(3).nodes())
                .containsExactly(new NodeState("a", NodeStatus.COMPLETED), new NodeState("b", NodeStatus.RUNNING));
        assertThat(logs)
                .containsExactly(
                        "INFO null 'flow' started",
                        "DEBUG a test started",
                        "INFO a test completed in n ms",
                        "DEBUG b test started",
                        "INFO b test completed in n ms",
                        "INFO null 'flow' completed in n ms");
    }

    @Test
    void aFailureNamesTheNodeAndEndsTheExecution() {
        BlueprintEngine engine = engine(node -> {
            if (node.parameters().text("name").equals("b")) {
                throw new FileNotFoundException("x.csv");
            }
            return "given";
        });

        ExecutionOutcome outcome = engine.run(execution(null, null, edge("a", "b"), edge("b", "c")), reporter);

        assertThatExceptionOfType(NodeFailedException.class)
                .isThrownBy(outcome::resultOrThrow)
                .withMessage("node 'b' failed: FileNotFoundException: x.csv")
                .withCauseInstanceOf(FileNotFoundException.class);
        assertThat(outcome.result().status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(outcome.result().outputs()).containsExactly(entry("a", "given"));
        assertThat(outcome.result().error()).isNotNull();
        assertThat(outcome.result().error().nodeId()).isEqualTo("b");
        assertThat(progress.get(progress.size() - 1).nodes())
                .extracting(NodeState::status)
                .containsExactly(NodeStatus.COMPLETED, NodeStatus.FAILED, NodeStatus.PENDING);
        assertThat(logs).endsWith("ERROR b node 'b' failed: FileNotFoundException: x.csv");
    }

    @Test
    void aPauseEndsWhenTheExecutionIsCancelled() throws Exception {
        CompletableFuture<Void> pausing = new CompletableFuture<>();
        BlueprintEngine engine = engine(node -> {
            pausing.complete(null);
            node.pause(Duration.ofMinutes(10));
            return null;
        });
        Execution execution = execution(null, null, edge("a", "b"));

        CompletableFuture<ExecutionOutcome> outcome =
                CompletableFuture.supplyAsync(() -> engine.run(execution, reporter));
        pausing.get(5, TimeUnit.SECONDS);
        execution.cancel();

        assertThat(outcome.get(5, TimeUnit.SECONDS).failure())
                .isInstanceOf(ExecutionCancelledException.class)
                .hasMessage("execution '1' was cancelled at node 'a'");
        assertThat(outcome.join().result().status()).isEqualTo(ExecutionStatus.CANCELLED);
    }

    @Test
    void noNodeStartsAfterTheAskerHasGone() {
        AtomicBoolean gone = new AtomicBoolean();
        List<String> ran = new ArrayList<>();
        BlueprintEngine engine = engine(node -> {
            ran.add(node.parameters().text("name"));
            gone.set(true);
            return null;
        });

        ExecutionOutcome outcome =
                engine.run(new Execution("1", blueprint(null, edge("a", "b")), null, gone::get), reporter);

        assertThat(ran).containsExactly("a");
        assertThat(outcome.failure()).hasMessage("execution '1' was cancelled at node 'b'");
    }

    @Test
    void anAbandonedPauseEnds() {
        AtomicBoolean gone = new AtomicBoolean();
        BlueprintEngine engine = engine(node -> {
            gone.set(true);
            node.pause(Duration.ofMinutes(10));
            return null;
        });

        assertThat(engine.run(new Execution("1", blueprint(null, edge("a", "b")), null, gone::get), reporter)
                        .failure())
                .isInstanceOf(ExecutionCancelledException.class);
    }

    @Test
    void theTimeoutOfTheBlueprintEndsAPauseAndALoop() {
        BlueprintEngine pausing = engine(node -> {
            node.pause(Duration.ofMinutes(10));
            return null;
        });
        BlueprintEngine looping = engine(node -> {
            while (true) {
                node.checkStopped();
            }
        });

        for (BlueprintEngine engine : List.of(pausing, looping)) {
            ExecutionOutcome outcome = engine.run(execution(null, Duration.ofMillis(30), edge("a", "b")), reporter);
            assertThat(outcome.failure())
                    .isInstanceOf(ExecutionTimeoutException.class)
                    .hasMessageStartingWith("execution '1' was stopped at node 'a' after 30 ms; ");
            assertThat(outcome.result().status()).isEqualTo(ExecutionStatus.TIMED_OUT);
            assertThat(outcome.result().durationMillis()).isBetween(30L, 5_000L);
        }
    }

    private static Blueprint.Edge edge(String source, String target) {
        return new Blueprint.Edge(source, target);
    }

    private static Execution execution(@Nullable Object input, @Nullable Duration timeout, Blueprint.Edge... edges) {
        return new Execution("1", blueprint(timeout, edges), input, () -> false);
    }

    /** Nodes a, b, … up to the greatest that an edge names; they run in this order. */
    private static Blueprint blueprint(@Nullable Duration timeout, Blueprint.Edge... edges) {
        char last = List.of(edges).stream()
                .map(edge -> edge.target().charAt(0))
                .max(Character::compare)
                .orElseThrow();
        List<Blueprint.Node> nodes = new ArrayList<>();
        for (char id = 'a'; id <= last; id++) {
            nodes.add(new Blueprint.Node(String.valueOf(id), "test", Map.of("name", String.valueOf(id))));
        }
        return new Blueprint("flow", "Flow", nodes, List.of(edges), Map.of(), Optional.ofNullable(timeout));
    }

    private static BlueprintEngine engine(Work work) {
        return new BlueprintEngine(new NodeTypes(List.of(new NodeType() {

            @Override
            public String name() {
                return "test";
            }

            @Override
            public @Nullable Object run(NodeContext node) throws Exception {
                return work.run(node);
            }
        })));
    }

    private interface Work {

        @Nullable
        Object run(NodeContext node) throws Exception;
    }
}
