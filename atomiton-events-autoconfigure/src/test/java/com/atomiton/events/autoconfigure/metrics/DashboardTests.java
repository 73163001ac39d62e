package com.atomiton.events.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/grafana-dashboard.json asks for what Prometheus gets of the meters, and for all of it. */
class DashboardTests {

    private static final Pattern METRIC = Pattern.compile("\\batomiton_events_[a-z_]+");
    private static final Pattern SCRAPED = Pattern.compile("(?m)^(atomiton_events_[a-z_]+)(?:\\{([^}]*)})? ");
    private static final Pattern LABEL = Pattern.compile("\\b(\\w+)=~?\"");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");

    /** What Prometheus itself adds. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    private final JsonNode dashboard = JsonMapper.shared()
            .readTree(Path.of("../docs/grafana-dashboard.json").toFile());

    @Test
    void everyQueryAsksForMetricsAndLabelsThatThereAre() {
        Map<String, Set<String>> scraped = scraped();
        List<String> queries = dashboard.findValuesAsString("expr");
        Set<String> asked = new TreeSet<>();

        assertThat(queries).hasSizeGreaterThan(10).allSatisfy(query -> {
            List<String> metrics =
                    METRIC.matcher(query).results().map(match -> match.group()).toList();
            assertThat(metrics).isNotEmpty().allSatisfy(metric -> {
                assertThat(scraped).containsKey(metric);
                Set<String> labels = new HashSet<>(scraped.getOrDefault(metric, Set.of()));
                labels.addAll(OF_PROMETHEUS);
                assertThat(labels).containsAll(labels(query));
            });
            asked.addAll(metrics);
        });
        assertThat(asked).containsExactlyElementsOf(new TreeSet<>(scraped.keySet()));
    }

    private static Set<String> labels(String query) {
        Set<String> labels = new TreeSet<>();
        LABEL.matcher(query).results().forEach(match -> labels.add(match.group(1)));
        GROUPED.matcher(query)
                .results()
                .forEach(match -> labels.addAll(List.of(match.group(1).split(",\\s*"))));
        return labels;
    }

    private static Map<String, Set<String>> scraped() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MeterNames.registerAll(registry);
        Map<String, Set<String>> metrics = new TreeMap<>();
        SCRAPED.matcher(registry.scrape()).results().forEach(line -> {
            Set<String> labels = new TreeSet<>();
            if (line.group(2) != null) {
                LABEL.matcher(line.group(2)).results().forEach(label -> labels.add(label.group(1)));
            }
            metrics.computeIfAbsent(line.group(1), name -> new TreeSet<>()).addAll(labels);
        });
        return metrics;
    }

    @Test
    void everyPanelHasATitleAnExplanationAndItsPlace() {
        Set<String> places = new HashSet<>();
        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asString()).isNotBlank();
            assertThat(panel.path("description").asString()).endsWith(".");
            assertThat(places.add(panel.path("gridPos").path("x") + " "
                            + panel.path("gridPos").path("y")))
                    .isTrue();
        });
    }
}
