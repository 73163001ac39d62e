package com.atomiton.samples.main.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformNodeTests {

    private static final List<Map<String, Object>> ROWS = List.of(
            Map.of("region", "West", "units", 2),
            Map.of("region", "East", "units", 5),
            Map.of("region", "West", "units", new BigDecimal("1.5")));

    private final TransformNode transform = new TransformNode();

    @Test
    void filterKeepsTheRowsThatFit() {
        Scope scope = new Scope(Map.of("least", 1), Map.of("least", 2), Map.of());
        TestNode node = TestNode.with(Map.of("operation", "filter", "where", "units >= #least"), ROWS, scope);

        Table kept = transform.run(node);

        assertThat(kept.rows()).containsExactly(ROWS.get(0), ROWS.get(1));
        assertThat(node.progress).endsWith(1.0);
    }

    @Test
    void mapComputesColumns() {
        TestNode node =
                TestNode.with(Map.of("operation", "map", "fields", Map.of("twice", "units * 2")), ROWS.subList(0, 1));

        assertThat(transform.run(node)).isEqualTo(new Table(List.of("twice"), List.of(Map.of("twice", 4))));
    }

    @Test
    void aggregateComputesEachGroup() {
        TestNode node = TestNode.with(
                Map.of(
                        "operation", "aggregate",
                        "groupBy", List.of("region"),
                        "aggregates",
                                List.of(
                                        Map.of("name", "n", "function", "count"),
                                        Map.of("name", "sum", "function", "sum", "of", "units"),
                                        Map.of("name", "avg", "function", "avg", "of", "units"),
                                        Map.of("name", "min", "function", "min", "of", "units"),
                                        Map.of("name", "max", "function", "max", "of", "units * 10"))),
                ROWS);

        Table table = transform.run(node);

        assertThat(table.columns()).containsExactly("region", "n", "sum", "avg", "min", "max");
        assertThat(table.rows())
                .extracting(Map::toString)
                .containsExactly(
                        "{region=East, n=1, sum=5, avg=5, min=5, max=50}",
                        "{region=West, n=2, sum=3.5, avg=1.75, min=1.5, max=20}");
    }

    @Test
    void withoutGroupsThereIsOneRowAlsoOfNothing() {
        TestNode node = TestNode.with(
                Map.of("operation", "aggregate", "aggregates", List.of(Map.of("name", "n", "function", "count"))),
                List.of());

        assertThat(transform.run(node).rows()).containsExactly(Map.of("n", 0));
    }

    @Test
    void mistakesAreNamed() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> transform.run(TestNode.with(Map.of("operation", "sort"), ROWS)))
                .withMessage("parameter 'operation' is 'sort'; it must be one of filter, map, aggregate");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> transform.run(TestNode.with(Map.of("operation", "filter"), ROWS)))
                .withMessageStartingWith("parameter 'where' is missing");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> transform.run(TestNode.with(
                        Map.of("operation", "aggregate", "groupBy", List.of("colour"), "aggregates", List.of()), ROWS)))
                .withMessageStartingWith("parameter 'groupBy' names the column 'colour'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transform.run(TestNode.with(Map.of("operation", "filter", "where", "true"), "text")))
                .withMessage("the input must be rows, but is a String");
    }

    @Test
    void itCanBeStoppedAtEachRow() {
        TestNode node = TestNode.with(Map.of("operation", "filter", "where", "true"), ROWS);
        node.stopAfterChecks = 1;

        assertThatIllegalStateException().isThrownBy(() -> transform.run(node)).withMessage("stopped");
        assertThat(node.progress).hasSize(1);
    }
}
