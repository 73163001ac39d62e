package com.atomiton.events.transport.unix;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A peer that needs nothing but the JDK, since another user can read little else. */
final class RawPeer {

    private RawPeer() {}

    public static void main(String[] arguments) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(arguments[1]);
        if (arguments[0].equals("listen")) {
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(address);
                System.out.println("listening");
                System.in.read();
            }
        } else {
            try (SocketChannel channel = SocketChannel.open(address)) {
                int count = channel.read(ByteBuffer.allocate(100));
                System.out.println(count < 0 ? "closed" : "welcome");
            } catch (java.io.IOException e) {
                System.out.println(e);
            }
        }
    }
}
