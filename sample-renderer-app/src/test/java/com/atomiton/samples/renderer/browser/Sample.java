package com.atomiton.samples.renderer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the two samples as a process of its own, started from its jar as a user would start it. */
final class Sample implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("^The editor is at (http://\\S+/)$", Pattern.MULTILINE);

    private final Process process;
    private final Path log;

    private Sample(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** A conductor on a workspace of its own. */
    static Sample conductor(Path directory) {
        return start(
                directory,
                "demo.main.jar",
                "--conductor.blueprints="
                        + Path.of("..", "sample-main-app", "blueprints").toAbsolutePath(),
                "--conductor.working-directory=" + directory.resolve("workspace"));
    }

    /** An editor with a page, at a port of its own. */
    static Sample editor(Path directory) {
        return start(directory, "demo.renderer.jar");
    }

    private static Sample start(Path directory, String jar, String... arguments) {
        try {
            Path log = Files.createTempFile(directory, jar, ".log");
            List<String> command = Stream.concat(
                            Stream.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-Xmx192m",
                                    "-jar",
                                    System.getProperty(jar),
                                    "--atomiton.events.socket.path=" + directory.resolve("bus.sock")),
                            Stream.of(arguments))
                    .toList();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Sample(process, log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where an editor's page is, once it says so. */
    URI address() {
        await().atMost(Duration.ofSeconds(50)).until(() -> {
            assertThat(process.isAlive()).as(log()).isTrue();
            return ADDRESS.matcher(log()).find();
        });
        Matcher address = ADDRESS.matcher(log());
        assertThat(address.find()).isTrue();
        return URI.create(address.group(1));
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As {@code kill -9} does it. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it as a user would, and by force if that takes too long. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(slow -> process.destroyForcibly())
                .join();
        process.onExit().join();
    }
}
