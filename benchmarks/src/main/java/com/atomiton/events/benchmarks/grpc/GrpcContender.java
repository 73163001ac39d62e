package com.atomiton.events.benchmarks.grpc;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.NettyEpoll;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * gRPC with Netty's epoll transport over a Unix-domain socket; a stream in each direction and unary requests. As it is
 * used, and tuned: direct executors, messages asked for in blocks, larger windows.
 */
public final class GrpcContender implements Contender {

    private final String name;
    private final Tuning tuning;

    private GrpcContender(String name, Tuning tuning) {
        this.name = name;
        this.tuning = tuning;
    }

    /** Both. */
    public static List<Contender> all() {
        return List.of(
                new GrpcContender("gRPC", Tuning.DEFAULT), new GrpcContender("gRPC tuned", Tuning.FOR_THROUGHPUT));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return Kind.PEER_WITH_FLOW_CONTROL;
    }

    @Override
    public String guarantees() {
        return "the receiver asks for messages, and the windows of HTTP/2";
    }

    @Override
    public boolean fansOut() {
        return tuning.direct();
    }

    /** Others are quicker. */
    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public Optional<String> unavailable() {
        return NettyEpoll.unavailable();
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) throws IOException {
        return new GrpcMain(socket(directory), tuning, receiver);
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) {
        return new GrpcRenderer(socket(directory), tuning, receiver);
    }

    private static Path socket(Path directory) {
        return directory.resolve("grpc.sock");
    }
}
