package com.atomiton.events.transport.unix;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A renderer that has used up its descriptors, and prints why it cannot connect. */
final class ExhaustedClient {

    private ExhaustedClient() {}

    public static void main(String[] arguments) throws Exception {
        ChildMain.loadClasses();
        SocketLocation location = new SocketLocation(Path.of(arguments[0]), Path.of(arguments[1]));
        CountDownLatch told = new CountDownLatch(1);
        List<InputStream> open = new ArrayList<>();
        try (UnixClientTransport client = new UnixClientTransport(UnixTransportSettings.of(location))) {
            client.start(() -> {});
            try {
                while (true) {
                    open.add(new FileInputStream("/dev/null"));
                }
            } catch (IOException noMore) {
                System.out.println("exhausted");
            }
            client.connect(
                    connection -> {
                        throw new IllegalStateException("connected");
                    },
                    failure -> {
                        System.out.println(failure.getMessage());
                        told.countDown();
                    });
            told.await();
            for (InputStream one : open) {
                one.close();
            }
        }
    }
}
