package com.atomiton.events.benchmarks.rsocket;

import io.netty.channel.unix.DomainSocketAddress;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.server.TcpServerTransport;
import java.nio.file.Path;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/**
 * Main's address.
 *
 * @param directory where its socket is
 */
record Endpoint(Path directory) {

    /** How many events a receiver asks for at once. */
    static final int CREDIT = 1024;

    TcpServerTransport server() {
        return TcpServerTransport.create(TcpServer.create().bindAddress(this::address));
    }

    TcpClientTransport client() {
        return TcpClientTransport.create(TcpClient.create().remoteAddress(this::address));
    }

    private DomainSocketAddress address() {
        return new DomainSocketAddress(directory.resolve("rsocket.sock").toString());
    }
}
