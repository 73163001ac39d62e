package com.atomiton.events.benchmarks.grpc;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Main's side: the server. */
final class GrpcMain implements Side {

    private static final long POLL_MILLIS = 5;

    private final Tuning tuning;
    private final Receiver receiver;
    private final List<ReadySender> renderers = new CopyOnWriteArrayList<>();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Server server;

    GrpcMain(Path socket, Tuning tuning, Receiver receiver) throws IOException {
        this.tuning = tuning;
        this.receiver = receiver;
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
                .channelType(EpollServerDomainSocketChannel.class)
                .bossEventLoopGroup(loops)
                .workerEventLoopGroup(loops)
                .flowControlWindow(tuning.window())
                .addService(ServerServiceDefinition.builder(Methods.SERVICE)
                        .addMethod(Methods.UP, ServerCalls.asyncClientStreamingCall(this::up))
                        .addMethod(Methods.DOWN, ServerCalls.asyncServerStreamingCall(this::down))
                        .addMethod(Methods.ASK, ServerCalls.asyncUnaryCall(GrpcMain::answer))
                        .build());
        if (tuning.direct()) {
            builder.directExecutor();
        }
        server = builder.build().start();
    }

    private StreamObserver<Sample> up(StreamObserver<Sample> result) {
        ServerCallStreamObserver<Sample> call = (ServerCallStreamObserver<Sample>) result;
        call.disableAutoRequest();
        call.request(tuning.block());
        return new Counting(call, tuning.block(), receiver);
    }

    /** The renderer's first message only says that it wants events. */
    private void down(Sample wish, StreamObserver<Sample> events) {
        ServerCallStreamObserver<Sample> call = (ServerCallStreamObserver<Sample>) events;
        call.setOnReadyThreshold(tuning.readyThreshold());
        renderers.add(new ReadySender(call));
    }

    private static void answer(Sample request, StreamObserver<Sample> reply) {
        reply.onNext(request);
        reply.onCompleted();
    }

    @Override
    public void awaitPeers(int count) throws InterruptedException {
        while (renderers.size() < count) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void send(Sample sample) throws InterruptedException {
        for (ReadySender renderer : renderers) {
            renderer.send(sample);
        }
    }

    @Override
    public void roundTrip(Sample sample) {
        throw new UnsupportedOperationException("Only a renderer asks");
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
