package com.atomiton.samples.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code ./demo} script as a user calls it: a conductor and an editor as two processes. The Maven build says where
 * their jars are, so that the script need not build.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DemoIntegrationTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The sockets of the demos, so whatever is left of one can be told from what others do at the same time. */
    @TempDir
    Path temporary;

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(temporary.toString())))
                .as("processes")
                .isEmpty();
        try (Stream<Path> left = Files.walk(temporary).filter(path -> !Files.isDirectory(path))) {
            assertThat(left)
                    .as("sockets and other files")
                    .filteredOn(path -> !path.endsWith("stderr"))
                    .isEmpty();
        }
    }

    @Test
    void aBlueprintRunsAndItsResultIsTheLastLine() throws Exception {
        Demo demo = start("--run", "hello-world", "--input", "{\"name\": \"Ada \\\"'$HOME\"}");

        assertThat(demo.exitCode()).as(demo.stderr()).isZero();
        assertThat(demo.lines.get(demo.lines.size() - 1)).startsWith("RESULT ");
        assertThat(demo.result().at("/output/greeting").asString()).isEqualTo("Hello, Ada \"'$HOME!");
        assertThat(demo.lines).contains("PROGRESS 100 node 'greet' completed");
        assertThat(demo.lines).anyMatch(line -> line.startsWith("LOG INFO 'hello-world' completed in "));
        assertThat(demo.lines).allMatch(line -> line.matches("(PROGRESS \\d+ |LOG [A-Z]+ |RESULT \\{).*"));
        assertThat(demo.stderr()).isEmpty();
    }

    @Test
    void twoDemosRunSideBySide() throws Exception {
        List<Demo> demos = List.of(start("--run", "data-transform"), start("--run=data-transform"));

        for (Demo demo : demos) {
            assertThat(demo.exitCode()).as(demo.stderr()).isZero();
            assertThat(demo.result().at("/output/rowsRead").asInt()).isGreaterThanOrEqualTo(10_000);
            assertThat(demo.result().at("/output/totals/revenue").asDouble()).isPositive();
        }
    }

    @Test
    void aFailureNamesTheNode() throws Exception {
        Demo demo = start("--run", "failing");

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.lines).endsWith("ERROR NodeFailedException: node 'explode' failed: this node always fails");
    }

    @Test
    void anUnknownBlueprintIsAnError() throws Exception {
        Demo demo = start("--run", "no-such");

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.lines)
                .endsWith("ERROR UnknownBlueprintException: there is no blueprint 'no-such';"
                        + " available: data-transform, failing, hello-world, slow");
    }

    @Test
    void aDemoThatIsTerminatedStopsBothProcesses() throws Exception {
        Demo demo = start("--run", "slow");
        assertThat(demo.out.readLine()).as(demo.stderr()).matches("(PROGRESS|LOG) .*");

        demo.terminate();

        assertThat(demo.exitCode()).isEqualTo(128 + 15);
        assertThat(demo.stderr()).as("a clean stop").isEmpty();
    }

    @Test
    void withoutABlueprintItRunsUntilItIsTerminated() throws Exception {
        Demo demo = start();
        await().until(() -> demo.stderr().contains("The conductor has the blueprints data-transform, failing"));

        demo.terminate();

        assertThat(demo.exitCode()).isEqualTo(128 + 15);
        assertThat(demo.lines)
                .anyMatch(line -> line.contains("./demo --run hello-world"))
                .anyMatch(line -> line.matches("The editor is at http://127\\.0\\.0\\.1:\\d+/"));
    }

    @Test
    @Timeout(60)
    void aConductorThatIsKilledLeavesTheEditorRunning() throws Exception {
        Demo demo = start();
        await().until(() -> demo.stderr().contains("The conductor has the blueprints data-transform, failing"));
        ProcessHandle conductor = demo.process
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("--conductor.blueprints"))
                .findFirst()
                .orElseThrow();

        conductor.destroyForcibly();

        await().until(() -> demo.stderr().contains("The connection is DISCONNECTED"));
        demo.awaitLine("The conductor was ended by signal 9; the page says so. To start it again:");
        demo.terminate();
        assertThat(demo.exitCode()).isEqualTo(128 + 15);
    }

    private Demo start(String... arguments) throws IOException {
        Path root = Path.of("..").toRealPath();
        Path stderr = Files.createTempDirectory(temporary, "demo").resolve("stderr");
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of(root.resolve("demo").toString()), Stream.of(arguments))
                        .toList());
        builder.environment().put("DEMO_MAIN_JAR", System.getProperty("demo.main.jar"));
        builder.environment().put("DEMO_RENDERER_JAR", System.getProperty("demo.renderer.jar"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().put("XDG_RUNTIME_DIR", temporary.toString());
        Process process = builder.redirectError(stderr.toFile()).start();
        return new Demo(process, process.inputReader(), stderr);
    }

    private static final class Demo {

        private final Process process;
        private final BufferedReader out;
        private final Path stderr;
        private final List<String> lines = new ArrayList<>();

        Demo(Process process, BufferedReader out, Path stderr) {
            this.process = process;
            this.out = out;
            this.stderr = stderr;
        }

        /** Reads its standard output to the end. */
        int exitCode() throws InterruptedException {
            out.lines().forEach(lines::add);
            return process.waitFor();
        }

        /** Reads its standard output to this line. */
        void awaitLine(String expected) throws IOException {
            String line;
            do {
                line = out.readLine();
                assertThat(line).as("what follows %s", lines).isNotNull();
                lines.add(line);
            } while (!line.equals(expected));
        }

        /** By its handle: {@code Process.destroy} would close its output as well. */
        void terminate() {
            process.toHandle().destroy();
        }

        JsonNode result() {
            return JSON.readTree(lines.get(lines.size() - 1).replaceFirst("^RESULT ", ""));
        }

        String stderr() {
            try {
                return Files.readString(stderr);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
