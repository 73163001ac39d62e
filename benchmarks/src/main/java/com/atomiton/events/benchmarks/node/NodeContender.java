package com.atomiton.events.benchmarks.node;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Role;
import com.atomiton.events.benchmarks.Side;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Node's {@code process.send} with its usual JSON, between a process and one that it has forked; without Java. */
public final class NodeContender implements Contender {

    public static final String NAME = "Node child_process IPC";

    private static final String SCRIPT = "/node-ipc.js";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.PEER;
    }

    @Override
    public String guarantees() {
        return "what the receiver does not take in time fills the sender's memory; nothing is acknowledged";
    }

    @Override
    public Optional<String> unavailable() {
        return executable().isPresent()
                ? Optional.empty()
                : Optional.of("unavailable: there is no 'node' on the PATH; install Node 18 or newer");
    }

    private static Optional<Path> executable() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "node"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public Optional<List<String>> program(Role role, Path directory) throws IOException {
        return Optional.of(List.of(executable().orElseThrow().toString(), script(), role.name(), directory.toString()));
    }

    private static String script() throws IOException {
        URL script = Objects.requireNonNull(NodeContender.class.getResource(SCRIPT));
        try {
            return Path.of(script.toURI()).toString();
        } catch (URISyntaxException invalid) {
            throw new IOException("'" + script + "' is no file", invalid);
        }
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) {
        throw new UnsupportedOperationException("It has a program of its own");
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) {
        throw new UnsupportedOperationException("It has a program of its own");
    }
}
