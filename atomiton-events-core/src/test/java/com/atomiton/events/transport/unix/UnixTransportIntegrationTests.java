package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.ServerTransport;
import com.atomiton.events.transport.TransportContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class UnixTransportIntegrationTests extends TransportContract {

    @TempDir
    private Path directory;

    private UnixTransportSettings settings;
    private List<String> descriptors;

    @BeforeEach
    void countDescriptors() {
        settings = UnixTransportSettings.of(
                new SocketLocation(directory.resolve("main.sock"), directory.resolve("runtime")));
        descriptors = OpenDescriptors.list();
    }

    @Override
    protected ServerTransport newServer() {
        return new UnixServerTransport(settings);
    }

    @Override
    protected ClientTransport newClient() {
        return new UnixClientTransport(settings);
    }

    /** Runs after the contract's check that closes everything, since methods of subclasses run before: hence the wait. */
    @AfterEach
    void noFileIsLeftBesidesTheLock() {
        closeAll();
        assertThat(directory).isDirectoryNotContaining("glob:**.sock");
        assertThat(directory.resolve("runtime")).isEmptyDirectory();
        await().untilAsserted(() -> assertThat(OpenDescriptors.list()).isEqualTo(descriptors));
    }
}
