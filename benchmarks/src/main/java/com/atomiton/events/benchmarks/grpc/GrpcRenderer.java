package com.atomiton.events.benchmarks.grpc;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;

/** A renderer's side: a client. */
final class GrpcRenderer implements Side {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final ManagedChannel channel;
    private final CallOptions options;
    private final ReadySender upwards;

    GrpcRenderer(Path socket, Tuning tuning, Receiver receiver) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
                .channelType(EpollDomainSocketChannel.class)
                .eventLoopGroup(loops)
                .flowControlWindow(tuning.window())
                .usePlaintext();
        if (tuning.direct()) {
            builder.directExecutor();
        }
        channel = builder.build();
        options = CallOptions.DEFAULT.withOnReadyThreshold(tuning.readyThreshold());

        StreamOpening up = new StreamOpening(1, event -> {});
        ClientCalls.asyncClientStreamingCall(channel.newCall(Methods.UP, options), up);
        upwards = up.sender();
        ClientCalls.asyncServerStreamingCall(
                channel.newCall(Methods.DOWN, options),
                Sample.ofSize(120),
                new StreamOpening(tuning.block(), receiver));
    }

    @Override
    public void awaitPeers(int count) {
        // A call that is not connected yet is not ready either; main knows when it has seen it.
    }

    @Override
    public void send(Sample sample) throws InterruptedException {
        upwards.send(sample);
    }

    @Override
    public void roundTrip(Sample sample) {
        ClientCalls.blockingUnaryCall(channel, Methods.ASK, options, sample);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
