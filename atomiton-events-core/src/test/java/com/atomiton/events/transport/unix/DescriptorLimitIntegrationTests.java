package com.atomiton.events.transport.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.transport.RecordingHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DescriptorLimitIntegrationTests {

    private static final int LIMIT = 100;

    @TempDir
    private Path directory;

    @Test
    void aMainWithoutFreeDescriptorsPausesServesWhatIsOpenAndRecovers() throws Exception {
        SocketLocation location = new SocketLocation(directory.resolve("main.sock"), directory.resolve("runtime"));
        try (ChildProcess main = limited(ChildMain.class, location);
                UnixClientTransport client = new UnixClientTransport(UnixTransportSettings.of(location))) {
            assertThat(main.line()).startsWith("main ");
            client.start(() -> {});
            RecordingHandler first = RecordingHandler.connectedBy(client);
            first.send("hello".getBytes(UTF_8));
            first.awaitReceived(5);
            List<RecordingHandler> others = new ArrayList<>();
            for (int i = 0; i < LIMIT; i++) {
                others.add(RecordingHandler.connectedBy(client));
            }
            RecordingHandler last = others.get(others.size() - 1);
            last.send("hello".getBytes(UTF_8));

            Duration before = main.processorTime();
            // In a second, a bare loop would use a second of processor time
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            Duration used = main.processorTime().minus(before);
            first.send("hello".getBytes(UTF_8));
            first.awaitReceived(10);

            assertThat(last.receivedCount()).as("not accepted").isZero();
            assertThat(used).isLessThan(Duration.ofMillis(500));
            others.subList(0, LIMIT - 1).forEach(handler -> handler.connection().close("Enough"));
            last.awaitReceived(5);
        }
    }

    @Test
    void aRendererWithoutFreeDescriptorsBlamesItself() throws Exception {
        SocketLocation location = new SocketLocation(directory.resolve("main.sock"), directory.resolve("runtime"));
        try (UnixServerTransport main = new UnixServerTransport(UnixTransportSettings.of(location))) {
            main.start(RecordingHandler::new);
            try (ChildProcess renderer = limited(ExhaustedClient.class, location)) {
                assertThat(renderer.line()).isEqualTo("exhausted");
                assertThat(renderer.line())
                        .isEqualTo("This process can open no socket to connect to '" + location.socket()
                                + "' with: Too many open files; Raise the limit of open files of this process"
                                + " (ulimit -n)");
            }
        }
    }

    private static ChildProcess limited(Class<?> mainClass, SocketLocation location) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + LIMIT + " && exec \"$@\"", "sh"));
        command.addAll(ChildProcess.java(mainClass, location.socket(), location.runtimeDirectory()));
        return ChildProcess.start(command);
    }
}
