package com.atomiton.events.test.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.ProcessRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One life of one of the two processes, seen from the test. */
final class SoakedChild {

    private static final long PATIENCE_SECONDS = 60;
    private static final int LINES_KEPT = 100;

    private final ProcessRole role;
    private final Process process;
    private final PrintWriter input;
    private final Thread reader;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    // Guarded by the deque.
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    /**
     * What a process at rest uses.
     *
     * @param heap bytes in use after a collection
     * @param threads without those that run tasks
     * @param taskThreads which end when they have had nothing to do for half a minute
     */
    record Usage(long heap, int threads, int taskThreads, long descriptors) {}

    private SoakedChild(ProcessRole role, Process process) {
        this.role = role;
        this.process = process;
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.reader = new Thread(this::read, "output-of-" + process.pid());
        reader.start();
    }

    /** Starts it with a heap of 64 MiB. */
    static SoakedChild start(ProcessRole role, List<String> options, Class<?> mainClass, Object... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(mainClass.getName());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new SoakedChild(
                role, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                take(line);
            }
        } catch (IOException killed) {
            take("(output ended: " + killed.getMessage() + ")");
        }
    }

    private void take(String line) {
        if (line.startsWith("RESTS") || line.startsWith("MEASURED")) {
            answers.add(line);
        }
        synchronized (lastLines) {
            if (line.startsWith("WRONG")) {
                wrong.add(line);
            }
            if (line.startsWith("FAILED")) {
                failed.add(line);
            }
            lastLines.addLast(line);
            if (lastLines.size() > LINES_KEPT) {
                lastLines.removeFirst();
            }
        }
    }

    /** Fails if it has ended, or has said that something is wrong. */
    void check() {
        synchronized (lastLines) {
            assertThat(wrong)
                    .as("of %s, which printed last %s", role, lastLines)
                    .isEmpty();
        }
        assertThat(process.isAlive())
                .as("%s lives; it printed last %s", role, printed())
                .isTrue();
    }

    /** What it has asked and the other process did not answer. */
    List<String> failed() {
        synchronized (lastLines) {
            return List.copyOf(failed);
        }
    }

    /** Its last lines. */
    String printed() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    void send(String command) {
        input.println(command);
    }

    /** The answer to the last command. */
    String answer() throws InterruptedException {
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(answer)
                .as("%s answers within %d s; it printed last %s", role, PATIENCE_SECONDS, printed())
                .isNotNull();
        return answer;
    }

    /** Of a process whose traffic pauses. */
    Usage usage() throws IOException, InterruptedException {
        send("measure");
        String[] answer = answer().split(" ");
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return new Usage(
                    Long.parseLong(answer[1]), Integer.parseInt(answer[2]), Integer.parseInt(answer[3]), open.count());
        }
    }

    /** As {@code kill -9} does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends as told; returns its exit code. */
    int stop() throws InterruptedException {
        send("stop");
        return awaitEnd();
    }

    private int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%s ends within %d s; it printed last %s", role, PATIENCE_SECONDS, printed())
                .isTrue();
        reader.join();
        synchronized (lastLines) {
            assertThat(wrong).as("of %s", role).isEmpty();
        }
        return process.exitValue();
    }

    void close() throws InterruptedException {
        process.destroyForcibly();
        reader.join();
    }
}
