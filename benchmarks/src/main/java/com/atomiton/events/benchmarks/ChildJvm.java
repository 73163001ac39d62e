package com.atomiton.events.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child process. Commands go to its standard input; a line of its output that begins with {@code "= "} is an answer,
 * any other is a remark, kept for the message when something fails.
 */
public final class ChildJvm implements AutoCloseable {

    /** How long a process may say nothing: longer than a JVM takes to start on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String ANSWER = "= ";
    private static final String END = "(end)";
    private static final String OPTIONS = "BENCH_JVM_OPTIONS";

    private final Process process;
    private final PrintWriter input;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> remarks = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        Thread reader = new Thread(this::read, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a JVM with the class path of this one. */
    public static ChildJvm start(List<String> jvmOptions, Class<?> program, String... arguments) throws IOException {
        return start(System.getProperty("java.class.path"), jvmOptions, program, arguments);
    }

    /** Starts a JVM with a class path of its own. */
    public static ChildJvm start(String classPath, List<String> jvmOptions, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(options(System.getenv(OPTIONS)));
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Starts a program that understands the same conversation. */
    public static ChildJvm start(List<String> command) throws IOException {
        return new ChildJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static List<String> options(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.trim().split(" +"));
    }

    /** Prints an answer; for the child. */
    public static synchronized void answer(String text) {
        System.out.println(ANSWER + text);
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(ANSWER)) {
                    answers.add(line.substring(ANSWER.length()));
                } else {
                    remark(line);
                }
            }
        } catch (IOException killed) {
            remark("its output ended: " + killed.getMessage());
        }
        answers.add(END);
    }

    private void remark(String line) {
        synchronized (remarks) {
            remarks.add(line);
        }
    }

    /** Sends a command without waiting for the answer. */
    public void tell(String command) {
        input.println(command);
    }

    /** Sends a command and returns the answer, which must come within {@link #PATIENCE}. */
    public String ask(String command) throws InterruptedException {
        return ask(command, Duration.ZERO);
    }

    /** Sends a command that takes so long by itself, and returns the answer. */
    public String ask(String command, Duration takes) throws InterruptedException {
        tell(command);
        return answer(PATIENCE.plus(takes));
    }

    /**
     * The next answer.
     *
     * @throws IllegalStateException if the process has ended or there is no answer within {@link #PATIENCE}
     */
    public String answer() throws InterruptedException {
        return answer(PATIENCE);
    }

    /** The next answer, waiting for at most so long. */
    public String answer(Duration patience) throws InterruptedException {
        String answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null || answer.equals(END)) {
            synchronized (remarks) {
                List<String> last = remarks.subList(Math.max(0, remarks.size() - 30), remarks.size());
                throw new IllegalStateException(
                        (answer == null ? "No answer within " + patience.toSeconds() + " s" : "The process has ended")
                                + "; it said: " + String.join(System.lineSeparator(), last));
            }
        }
        return answer;
    }

    /** The id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Kills it, as {@code kill -9} does, and waits for its end. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends its input, which it understands as a request to end; kills it after five seconds. */
    @Override
    public void close() {
        input.close();
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        if (process.isAlive()) {
            kill();
        }
    }
}
