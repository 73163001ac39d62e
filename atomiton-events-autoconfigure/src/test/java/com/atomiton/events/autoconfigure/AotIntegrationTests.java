package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.EventName;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import com.example.aot.AotApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application is processed ahead of time, as process-aot of Boot's build plugins does it, and started from that. */
class AotIntegrationTests {

    @EventName("aot:execute")
    record Execute(String blueprintId) {}

    record Result(String text, Map<String, Object> shape) {}

    @TempDir
    private Path directory;

    @Test
    void aProcessedApplicationAnswersRequestsAndItsPayloadsHaveHints() throws Exception {
        process();
        compile();
        assertThat(hints())
                .contains("AotApplication$Execute")
                .contains("AotApplication$Result")
                .contains("AotApplication$Circle")
                .contains("AotApplication$OnlyEmitted")
                .contains("AotApplication$Part")
                .contains("\"name\": \"execute\"")
                .contains("com.atomiton.events.codec.Hello");

        Path socket = directory.resolve("run/main.sock");
        Process main = java(
                generated("classes") + File.pathSeparator + generated("resources"),
                "-Dspring.aot.enabled=true",
                AotApplication.class.getName(),
                "--atomiton.events.role=main",
                "--atomiton.events.socket.path=" + socket);
        try (DefaultEventBus renderer = EventBusBuilder.renderer(new UnixClientTransport(
                        UnixTransportSettings.of(new SocketLocation(socket, directory.resolve("runtime")))))
                .build()) {
            renderer.start();
            assertThat(renderer.request(new Execute("hello-world"), Result.class))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .satisfies(result -> {
                        assertThat(result.text()).isEqualTo("hello-world has run");
                        assertThat(result.shape()).containsEntry("radius", 2);
                    });
            assertThat(Files.readString(output())).contains("Starting AOT-processed AotApplication");
        } finally {
            main.destroy();
            assertThat(main.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void process() throws Exception {
        Process process = java(
                "",
                "-Dspring.aot.processing=true",
                "org.springframework.boot.SpringApplicationAotProcessor",
                AotApplication.class.getName(),
                generated("sources").toString(),
                generated("resources").toString(),
                generated("classes").toString(),
                "com.example",
                "aot");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output())).isZero();
    }

    private void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-parameters",
                "-d",
                generated("classes").toString(),
                "-cp",
                generated("classes") + File.pathSeparator + System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.walk(generated("sources"))) {
            sources.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(file.toString()));
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private String hints() throws IOException {
        try (Stream<Path> files = Files.walk(generated("resources"))) {
            return Files.readString(files.filter(file -> file.endsWith("reachability-metadata.json"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private Path generated(String kind) throws IOException {
        return Files.createDirectories(directory.resolve("generated").resolve(kind));
    }

    private Path output() {
        return directory.resolve("output.txt");
    }

    private Process java(String classPath, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                (classPath.isEmpty() ? "" : classPath + File.pathSeparator) + System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }
}
