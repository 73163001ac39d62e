package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A child process that speaks by lines; killed at the latest when the test ends. */
final class ChildProcess implements AutoCloseable {

    private static final Pattern LOGGED = Pattern.compile("[0-9:.]{12} [A-Z]{4,5} ");

    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildProcess start(List<String> command) throws IOException {
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The command that runs a main class in another JVM with the class path of this one. */
    static List<String> java(Class<?> mainClass, Object... arguments) {
        return java(System.getProperty("java.class.path"), mainClass, arguments);
    }

    static List<String> java(String classPath, Class<?> mainClass, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-cp",
                classPath,
                mainClass.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    long pid() {
        return process.pid();
    }

    /** The next line that the process prints, but for what it logs. */
    String line() throws IOException {
        String line = output.readLine();
        while (line != null && LOGGED.matcher(line).lookingAt()) {
            line = output.readLine();
        }
        assertThat(line).as("line of a child process").isNotNull();
        return line;
    }

    /** Writes a byte to its input. */
    void nudge() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processor time that it has used. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Ends its input, on which the process ends by itself. */
    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        kill();
    }
}
