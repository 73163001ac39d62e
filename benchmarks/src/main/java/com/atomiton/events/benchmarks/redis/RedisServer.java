package com.atomiton.events.benchmarks.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A server with nothing but its socket, which loses nothing in a comparison: no limit for slow subscribers.
 *
 * @param process of the server
 */
record RedisServer(Process process) implements AutoCloseable {

    private static final long POLL_MILLIS = 5;

    /** Starts one and waits until it listens. */
    static RedisServer start(Path executable, Path socket) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        executable.toString(),
                        "--port",
                        "0",
                        "--unixsocket",
                        socket.toString(),
                        "--dir",
                        String.valueOf(socket.getParent()),
                        "--save",
                        "",
                        "--client-output-buffer-limit",
                        "pubsub 0 0 0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        while (Files.notExists(socket)) {
            if (!process.isAlive()) {
                throw new IOException("'" + executable + "' has ended with " + process.exitValue());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return new RedisServer(process);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
