package com.atomiton.samples.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.main.blueprint.Blueprint;
import com.atomiton.samples.main.blueprint.BlueprintCatalog;
import com.atomiton.samples.main.execution.BlueprintEngine;
import com.atomiton.samples.main.execution.Execution;
import com.atomiton.samples.main.execution.ExecutionOutcome;
import com.atomiton.samples.main.execution.ExecutionReporter;
import com.atomiton.samples.main.execution.NodeFailedException;
import com.atomiton.samples.main.node.NodeTypes;
import com.atomiton.samples.main.node.WorkingDirectory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The blueprints in {@code blueprints}, run as they are, in a copy of {@code workspace}. */
class ShippedBlueprintsTests {

    private static final Path SALES = Path.of("workspace", "sales.csv");

    private static final ExecutionReporter SILENT = new ExecutionReporter() {

        @Override
        public void progress(ExecutionProgress progress) {}

        @Override
        public void log(LogLevel level, @Nullable String nodeId, String message) {}
    };

    @TempDir
    Path workspace;

    @Test
    void allAreSound() throws IOException {
        withCatalog((catalog, engine) -> {
            assertThat(catalog.broken()).isEmpty();
            assertThat(catalog.blueprints())
                    .extracting(Blueprint::id)
                    .containsExactly("data-transform", "failing", "hello-world", "slow");
        });
    }

    @Test
    void helloWorldGreetsTheWorldOrWhomTheInputNames() throws IOException {
        withCatalog((catalog, engine) -> {
            assertThat(run(catalog, engine, "hello-world", null).resultOrThrow().output())
                    .isEqualTo(Map.of("greeting", "Hello, World!"));
            assertThat(run(catalog, engine, "hello-world", Map.of("name", "Ada"))
                            .resultOrThrow()
                            .output())
                    .isEqualTo(Map.of("greeting", "Hello, Ada!"));
        });
    }

    @Test
    void failingNamesTheNodeThatExplodes() throws IOException {
        withCatalog((catalog, engine) -> assertThatExceptionOfType(NodeFailedException.class)
                .isThrownBy(run(catalog, engine, "failing", null)::resultOrThrow)
                .withMessage("node 'explode' failed: this node always fails"));
    }

    @Test
    void dataTransformGivesTheTotalsOfASeparateComputation() throws IOException {
        Files.copy(SALES, workspace.resolve("sales.csv"));
        Sales sales = Sales.of(SALES);
        assertThat(sales.rows).isGreaterThanOrEqualTo(10_000);

        withCatalog((catalog, engine) -> {
            ExecutionResult result =
                    run(catalog, engine, "data-transform", null).resultOrThrow();

            assertThat(result.output())
                    .isEqualTo(Map.of(
                            "file",
                            "out/revenue-by-region.csv",
                            "rowsRead",
                            sales.rows,
                            "rowsKept",
                            sales.kept,
                            "rowsWritten",
                            sales.revenue.size(),
                            "totals",
                            Map.of(
                                    "orders",
                                    sales.kept,
                                    "units",
                                    new BigDecimal(sales.units),
                                    "revenue",
                                    sales.total())));
            List<String> written = Files.readAllLines(workspace.resolve("out/revenue-by-region.csv"));
            assertThat(written.get(0)).isEqualTo("region,category,orders,units,revenue");
            assertThat(written.subList(1, written.size()))
                    .map(line -> line.replaceAll("^([^,]*,[^,]*),.*,", "$1,"))
                    .containsExactlyElementsOf(sales.revenue.entrySet().stream()
                            .map(group ->
                                    group.getKey() + "," + group.getValue().toPlainString())
                            .toList());
        });
    }

    /** The same figures without the engine: quoted product names are cut out, then it is split at commas. */
    private static final class Sales {

        private final Map<String, BigDecimal> revenue = new TreeMap<>();
        private int rows;
        private int kept;
        private long units;

        static Sales of(Path file) throws IOException {
            Sales sales = new Sales();
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.replaceAll("\"([^\"]|\"\")*\"", "").split(",");
                if (cells[0].equals("order_id")) {
                    continue;
                }
                sales.rows++;
                if (cells[8].equals("completed")) {
                    sales.kept++;
                    sales.units += Long.parseLong(cells[5]);
                    BigDecimal amount = new BigDecimal(cells[5])
                            .multiply(new BigDecimal(cells[6]))
                            .multiply(BigDecimal.ONE.subtract(new BigDecimal(cells[7])));
                    sales.revenue.merge(cells[2] + "," + cells[3], amount, BigDecimal::add);
                }
            }
            return sales;
        }

        BigDecimal total() {
            return revenue.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private static ExecutionOutcome run(
            BlueprintCatalog catalog, BlueprintEngine engine, String blueprint, @Nullable Object input) {
        return engine.run(new Execution("1", catalog.get(blueprint), input, () -> false), SILENT);
    }

    private void withCatalog(Use use) throws IOException {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            WorkingDirectory directory = new WorkingDirectory(workspace);
            context.registerBean(WorkingDirectory.class, () -> directory);
            context.scan("com.atomiton.samples.main.node", "com.atomiton.samples.main.execution");
            context.refresh();
            NodeTypes types = context.getBean(NodeTypes.class);
            use.with(
                    new BlueprintCatalog(Path.of("blueprints"), types.names()), context.getBean(BlueprintEngine.class));
        }
    }

    private interface Use {

        void with(BlueprintCatalog catalog, BlueprintEngine engine) throws IOException;
    }
}
