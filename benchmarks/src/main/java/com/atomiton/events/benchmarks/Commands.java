package com.atomiton.events.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A child process's end of the conversation with {@link ChildJvm}. */
public final class Commands {

    /** Does what the words say and returns the answer. */
    @FunctionalInterface
    public interface Command {
        String run(String... words) throws Exception;
    }

    private Commands() {}

    /** Answers command by command, each a line of words, until standard input ends; then ends the process. */
    public static void serve(AutoCloseable closed, Command command) throws Exception {
        try (closed) {
            ChildJvm.answer("ready");
            serve(command);
        }
        System.exit(0);
    }

    private static void serve(Command command) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            ChildJvm.answer(command.run(line.split(" ")));
        }
    }

    /** For a command that a program does not have. */
    public static IllegalArgumentException unknown(String... words) {
        return new IllegalArgumentException("Unknown command: " + String.join(" ", words));
    }
}
