package com.atomiton.events.cli;

import com.atomiton.events.transport.unix.SocketLocation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which bus, and how it is shown: the options of every command. */
final class Target {

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "the application's atomiton.events.namespace; default: ${DEFAULT-VALUE}")
    private String namespace = "default";

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "the application's atomiton.events.socket.path, if it has set one")
    private @Nullable Path socket;

    @Option(names = "--json", description = "print JSON, one object a line")
    private boolean json;

    SocketLocation location() {
        return SocketLocation.of(namespace, socket == null ? null : socket.toString());
    }

    boolean isJson() {
        return json;
    }
}
