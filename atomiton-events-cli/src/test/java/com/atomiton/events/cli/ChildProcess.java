package com.atomiton.events.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process whose output is kept line by line. Closing it kills it, if it has not ended by itself. */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final PrintWriter input;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    private ChildProcess(Process process) {
        this.process = process;
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.reader = new Thread(this::read, "output-of-" + process.pid());
        reader.start();
    }

    static ChildProcess main(String... arguments) {
        return java(List.of("-cp", System.getProperty("java.class.path"), MainProcess.class.getName()), arguments);
    }

    static ChildProcess cli(String... arguments) {
        return java(List.of("-jar", System.getProperty("cli.jar")), arguments);
    }

    private static ChildProcess java(List<String> what, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
        command.addAll(what);
        command.addAll(List.of(arguments));
        try {
            return new ChildProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException killed) {
            synchronized (lines) {
                lines.add("(output ended: " + killed.getMessage() + ")");
            }
        }
    }

    void send(String line) {
        input.println(line);
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits until it has printed a line with this in it, and returns the last such. */
    String awaitLine(String part) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.contains(part)));
        return lines().stream()
                .filter(line -> line.contains(part))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Ends it as Ctrl-C does, but by the signal that is not ignored where the test itself runs in the background. */
    void terminate() {
        process.destroy();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("process %d ends; it printed %s", process.pid(), lines())
                .isTrue();
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            awaitExit();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
