package com.atomiton.events.benchmarks.redis;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.NettyEpoll;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Side;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Redis's publish and subscribe between processes that are all clients of one {@code redis-server}, which main starts;
 * commands are flushed in blocks. What the server uses of the processors is not in the figures of either side.
 */
public final class RedisContender implements Contender {

    @Override
    public String name() {
        return "Redis pub/sub, Lettuce";
    }

    @Override
    public Kind kind() {
        return Kind.PEER;
    }

    @Override
    public String guarantees() {
        return "the server drops a subscriber that is too slow; what it says is how many it sent to, not what arrived";
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public Optional<String> unavailable() {
        if (executable().isEmpty()) {
            return Optional.of("unavailable: there is no 'redis-server' on the PATH; install it, on Debian by"
                    + " 'apt-get install redis-server'");
        }
        return NettyEpoll.unavailable();
    }

    private static Optional<Path> executable() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) throws IOException, InterruptedException {
        RedisServer server = RedisServer.start(executable().orElseThrow(), socket(directory));
        return new RedisSide(socket(directory), Channel.DOWN, Channel.UP, receiver, server);
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) {
        return new RedisSide(socket(directory), Channel.UP, Channel.DOWN, receiver, () -> {});
    }

    private static Path socket(Path directory) {
        return directory.resolve("redis.sock");
    }
}
