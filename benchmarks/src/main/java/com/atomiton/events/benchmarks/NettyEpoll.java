package com.atomiton.events.benchmarks;

import io.netty.channel.epoll.Epoll;
import java.util.Optional;

/** Netty's way to a Unix-domain socket, which some contenders need and not every machine has. */
public final class NettyEpoll {

    private NettyEpoll() {}

    /** Why it does not run here, for the table; empty if it does. */
    public static Optional<String> unavailable() {
        return Epoll.isAvailable()
                ? Optional.empty()
                : Optional.of("unavailable: Netty's epoll transport does not run here: " + Epoll.unavailabilityCause());
    }
}
