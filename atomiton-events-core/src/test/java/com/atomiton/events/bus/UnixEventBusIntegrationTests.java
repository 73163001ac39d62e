package com.atomiton.events.bus;

import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixServerTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UnixEventBusIntegrationTests extends EventBusContract {

    @TempDir
    private Path directory;

    private UnixTransportSettings settings() {
        return UnixTransportSettings.of(
                new SocketLocation(directory.resolve("main.sock"), directory.resolve("runtime")));
    }

    @Override
    TestProcesses newProcesses() {
        return new TestProcesses(() -> new UnixServerTransport(settings()), () -> new UnixClientTransport(settings()));
    }
}
