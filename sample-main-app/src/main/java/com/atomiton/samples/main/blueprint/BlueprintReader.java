package com.atomiton.samples.main.blueprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads and checks one {@code *.flow.yaml} file. */
final class BlueprintReader {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Set<String> nodeTypes;

    /** Knows the names of the node types that a blueprint may use. */
    BlueprintReader(Set<String> nodeTypes) {
        this.nodeTypes = nodeTypes;
    }

    /**
     * Reads the file.
     *
     * @throws BrokenBlueprintException if it is not a blueprint that could run, with everything that is wrong with it
     */
    Blueprint read(Path path) {
        String name = String.valueOf(path.getFileName());
        BlueprintFile file = parse(path, name);
        List<String> problems = new ArrayList<>(BlueprintChecks.problems(file, nodeTypes));
        Optional<Duration> timeout = timeout(file, problems);
        if (!problems.isEmpty()) {
            throw new BrokenBlueprintException(name, problems, null);
        }
        return blueprint(file, timeout);
    }

    private static BlueprintFile parse(Path path, String name) {
        try {
            BlueprintFile file = YAML.readValue(Files.readAllBytes(path), BlueprintFile.class);
            if (file == null) {
                throw new BrokenBlueprintException(name, List.of("the file is empty"), null);
            }
            return file;
        } catch (JacksonException unreadable) {
            throw new BrokenBlueprintException(name, List.of(describe(unreadable)), unreadable);
        } catch (IOException unreadable) {
            throw new BrokenBlueprintException(name, List.of("it cannot be read: " + unreadable), unreadable);
        }
    }

    private static String describe(JacksonException unreadable) {
        String where = unreadable.getLocation() == null
                ? ""
                : " at line " + unreadable.getLocation().getLineNr() + ", column "
                        + unreadable.getLocation().getColumnNr();
        return "it is not valid YAML for a blueprint" + where + ": "
                + unreadable.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static Optional<Duration> timeout(BlueprintFile file, List<String> problems) {
        String text = file.timeout();
        if (text == null) {
            return Optional.empty();
        }
        try {
            Duration timeout = DurationStyle.detectAndParse(text);
            if (!timeout.isNegative() && !timeout.isZero()) {
                return Optional.of(timeout);
            }
        } catch (IllegalArgumentException notADuration) {
            // said below
        }
        problems.add("settings.runtime.timeout is '" + text
                + "'; it must be a positive number of milliseconds or a duration such as 30s or 5m");
        return Optional.empty();
    }

    private static Blueprint blueprint(BlueprintFile file, Optional<Duration> timeout) {
        List<Blueprint.Node> nodes = file.nodesOrNone().stream()
                .map(Objects::requireNonNull)
                .map(node -> new Blueprint.Node(
                        Objects.requireNonNull(node.id()),
                        Objects.requireNonNull(node.type()),
                        Objects.requireNonNullElse(node.parameters(), Map.of())))
                .toList();
        List<Blueprint.Edge> edges = file.edgesOrNone().stream()
                .map(Objects::requireNonNull)
                .map(edge -> new Blueprint.Edge(
                        Objects.requireNonNull(edge.source()), Objects.requireNonNull(edge.target())))
                .toList();
        String id = Objects.requireNonNull(file.id());
        return new Blueprint(
                id,
                Objects.requireNonNullElse(file.name(), id),
                RunningOrder.of(nodes, edges, Blueprint.Node::id).ordered(),
                edges,
                Objects.requireNonNullElse(file.variables(), Map.of()),
                timeout);
    }
}
