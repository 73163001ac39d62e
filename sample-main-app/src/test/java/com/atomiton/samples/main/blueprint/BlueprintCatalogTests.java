package com.atomiton.samples.main.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlueprintCatalogTests {

    @TempDir
    Path directory;

    @Test
    void theNodesComeInTheOrderInWhichTheyRun() throws IOException {
        write("a.flow.yaml", """
                id: a
                nodes:
                  - {id: last, type: work}
                  - {id: left, type: work}
                  - {id: first, type: work}
                  - {id: right, type: work, parameters: {depth: [1, {x: null}]}}
                edges:
                  - {source: first, target: left}
                  - {source: first, target: right}
                  - {source: left, target: last}
                  - {source: right, target: last}
                variables: {limit: 7}
                settings: {runtime: {timeout: 1500}}
                position: {x: 1, y: 2}
                """);

        Blueprint blueprint = catalog().get("a");

        assertThat(blueprint.nodes()).extracting(Blueprint.Node::id).containsExactly("first", "left", "right", "last");
        assertThat(blueprint.name()).isEqualTo("a");
        assertThat(blueprint.sourcesOf("last")).containsExactly("left", "right");
        assertThat(blueprint.lastNodes()).extracting(Blueprint.Node::id).containsExactly("last");
        assertThat(blueprint.variables()).containsEntry("limit", 7);
        assertThat(blueprint.timeout()).contains(Duration.ofMillis(1500));
    }

    @Test
    void aBrokenFileHidesNoOther() throws IOException {
        write("broken.flow.yaml", "id: [");
        write("empty.flow.yaml", "");
        write("good.flow.yaml", "{id: good, nodes: [{id: n, type: work}]}");
        write("notes.txt", "no blueprint");

        BlueprintCatalog catalog = catalog();

        assertThat(catalog.blueprints()).extracting(Blueprint::id).containsExactly("good");
        assertThat(catalog.broken().keySet()).containsExactly("broken.flow.yaml", "empty.flow.yaml");
        assertThatExceptionOfType(UnknownBlueprintException.class)
                .isThrownBy(() -> catalog.get("broken"))
                .withMessage("there is no blueprint 'broken'; available: good;"
                        + " broken files: broken.flow.yaml, empty.flow.yaml");
    }

    @Test
    void theSecondFileOfAnIdIsBroken() throws IOException {
        write("a.flow.yaml", "{id: same, nodes: [{id: n, type: work}]}");
        write("b.flow.yaml", "{id: same, nodes: [{id: n, type: work}]}");

        assertThat(catalog().broken())
                .containsOnlyKeys("b.flow.yaml")
                .containsEntry("b.flow.yaml", List.of("its id 'same' is already that of a.flow.yaml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {id: a, nodes: [{id: n, type: wrok}]}                | node 'n' has the unknown type 'wrok'; there are play, work
            {id: a, nodes: [{id: n}]}                            | node 'n' has no type; there are play, work
            {id: a, nodes: [{id: n, type: work}, {type: work}]}  | node 2 has no id
            {id: a, nodes: [{id: n, type: work}, {id: n, type: play}]} | the node id 'n' is used more than once
            {nodes: [{id: n, type: work}]}                       | it has no id
            {id: a}                                              | it has no nodes
            {id: a, nodes: [{id: n, type: work}], edges: [{source: n, target: m}]} | edge 1 (n -> m) ends at 'm', but there is no such node
            {id: a, nodes: [{id: n, type: work}], edges: [{source: n}]} | edge 1 needs a source and a target
            {id: a, nodes: [{id: n, type: work}], edges: [{source: n, target: n}]} | the nodes n -> n form a cycle
            {id: a, nodes: [{id: n, type: work}], settings: {runtime: {timeout: soon}}} | settings.runtime.timeout is 'soon'; it must be a positive number of milliseconds or a duration such as 30s or 5m
            {id: a, nodes: [{id: n, type: work}], settings: {runtime: {timeout: 0}}} | settings.runtime.timeout is '0'; it must be a positive number of milliseconds or a duration such as 30s or 5m
            """)
    void whatIsWrongIsSaid(String yaml, String problem) throws IOException {
        write("a.flow.yaml", yaml);

        assertThat(catalog().broken()).containsEntry("a.flow.yaml", List.of(problem));
    }

    @Test
    void aCycleIsNamedWithoutTheNodesBehindIt() throws IOException {
        write("a.flow.yaml", """
                id: a
                nodes: [{id: start, type: work}, {id: behind, type: work}, {id: one, type: work}, {id: two, type: work}]
                edges:
                  - {source: start, target: one}
                  - {source: one, target: two}
                  - {source: two, target: one}
                  - {source: two, target: behind}
                """);

        assertThat(catalog().broken())
                .containsEntry("a.flow.yaml", List.of("the nodes two -> one -> two form a cycle"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        write("a.flow.yaml", "{nodes: [{id: n, type: x}], edges: [{source: p, target: q}]}");

        assertThat(catalog().broken().get("a.flow.yaml")).hasSize(4);
    }

    @Test
    void invalidYamlIsNamedWithLineAndColumn() throws IOException {
        write("a.flow.yaml", "id: a\nid: b\n");

        assertThat(catalog().broken().get("a.flow.yaml").get(0))
                .startsWith("it is not valid YAML for a blueprint at line 2, column ")
                .contains("Duplicate");
    }

    @Test
    void aMissingDirectoryNamesTheProperty() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new BlueprintCatalog(directory.resolve("none"), Set.of()))
                .withMessageContaining("set conductor.blueprints");
    }

    private BlueprintCatalog catalog() {
        return new BlueprintCatalog(directory, Set.of("work", "play"));
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content);
    }
}
