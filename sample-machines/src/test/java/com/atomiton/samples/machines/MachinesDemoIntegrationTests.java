package com.atomiton.samples.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./demo --machines} as a user calls it. The Maven build says where the jars of the applications are. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(150)
class MachinesDemoIntegrationTests {

    private static final Pattern KILLED = Pattern.compile(
            "demo +\\| killed (main-[12]) \\(kill -9 \\d+\\), which was running data-transform for renderer-1");

    private static final Pattern HAS_RUN = Pattern.compile("demo +\\| (main-[12]) has run data-transform");

    /** Of this run alone, so whatever is left of it can be told from what others do at the same time. */
    @TempDir
    Path temporary;

    private final List<String> lines = new ArrayList<>();
    private Path stderr;
    private Process demo;
    private BufferedReader out;

    @BeforeEach
    void start() throws IOException {
        stderr = temporary.resolve("stderr");
        ProcessBuilder builder =
                new ProcessBuilder(Path.of("..").toRealPath().resolve("demo").toString(), "--machines");
        builder.environment().put("DEMO_MAIN_JAR", System.getProperty("demo.main.jar"));
        builder.environment().put("DEMO_RENDERER_JAR", System.getProperty("demo.renderer.jar"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TMPDIR", temporary.toString());
        demo = builder.redirectError(stderr.toFile()).start();
        out = demo.inputReader();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(temporary.toString())))
                .as("processes")
                .isEmpty();
        assertThat(temporary.toFile().listFiles())
                .as("files")
                .extracting(File::getName)
                .containsExactly("stderr");
    }

    @Test
    void theConductorThatIsLeftAnswersWhenOneIsKilled() throws Exception {
        assertThat(exitCode()).as("%s%n%s", lines, Files.readString(stderr)).isZero();

        String killed = lines.stream()
                .flatMap(line -> KILLED.matcher(line).results())
                .map(result -> result.group(1))
                .reduce((first, second) -> first + " and " + second)
                .orElseThrow();
        List<String> ran = lines.stream()
                .flatMap(line -> HAS_RUN.matcher(line).results())
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(ran).hasSize(2);
        assertThat(ran.get(1)).as("who ran it after %s was killed", killed).isNotEqualTo(killed);
        assertThat(lines).anyMatch(line -> line.matches("renderer-1 \\| ERROR PeerLostException: .*"));
        JsonNode result = JsonMapper.builder()
                .build()
                .readTree(lines.get(lines.size() - 1).replaceFirst("^RESULT ", ""));
        assertThat(result.at("/output/rowsRead").asInt()).isGreaterThanOrEqualTo(10_000);
        assertThat(stderr).isEmptyFile();
    }

    @Test
    void aDemoThatIsTerminatedStopsAllProcesses() throws Exception {
        String line;
        do {
            line = out.readLine();
            assertThat(line).as("what follows %s", lines).isNotNull();
            lines.add(line);
        } while (!line.startsWith("main-2 "));

        demo.toHandle().destroy();

        assertThat(exitCode()).isEqualTo(128 + 15);
        assertThat(stderr).as("a clean stop").isEmptyFile();
    }

    private int exitCode() throws InterruptedException {
        out.lines().forEach(lines::add);
        return demo.waitFor();
    }
}
