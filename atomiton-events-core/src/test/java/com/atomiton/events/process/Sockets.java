package com.atomiton.events.process;

import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixServerTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import java.nio.file.Path;

/** Builders for both sides of a socket in a directory. */
final class Sockets {

    private Sockets() {}

    static Path socket(Path directory) {
        return directory.resolve("s/main.sock");
    }

    static EventBusBuilder main(Path directory) {
        return EventBusBuilder.main(new UnixServerTransport(settings(directory)))
                .name("main");
    }

    static EventBusBuilder renderer(Path directory) {
        return rendererAt(socket(directory), directory);
    }

    static EventBusBuilder rendererAt(Path socket, Path directory) {
        return EventBusBuilder.renderer(
                new UnixClientTransport(UnixTransportSettings.of(new SocketLocation(socket, directory.resolve("r")))));
    }

    private static UnixTransportSettings settings(Path directory) {
        return UnixTransportSettings.of(new SocketLocation(socket(directory), directory.resolve("r")));
    }
}
