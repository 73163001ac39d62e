package com.atomiton.events.transport.unix;

import com.atomiton.events.transport.RecordingHandler;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A main in a process of its own, which sends back what it gets. It ends when its input does. Its arguments are the
 * socket, the default directory and the users that it allows.
 */
final class ChildMain {

    private ChildMain() {}

    public static void main(String[] arguments) throws Exception {
        loadClasses();
        SocketLocation location = new SocketLocation(Path.of(arguments[0]), Path.of(arguments[1]));
        UnixTransportSettings settings = UnixTransportSettings.of(location)
                .withAllowedUsers(Set.copyOf(List.of(arguments).subList(2, arguments.length)));
        try (UnixServerTransport transport = new UnixServerTransport(settings)) {
            transport.start(connection -> new RecordingHandler(connection) {
                @Override
                public void received(ByteBuffer in) {
                    byte[] bytes = new byte[in.remaining()];
                    in.get(bytes);
                    send(bytes);
                }
            });
            System.out.println("main " + transport.livenessReference());
            while (System.in.read() >= 0) {
                // Until the input ends
            }
        } catch (MainAlreadyRunningException e) {
            System.out.println("refused by " + e.holder().orElse(0));
            return;
        }
        System.out.println("closed");
    }

    /** Without free descriptors no class can be loaded from a directory; from a jar, as in real life, it can. */
    static void loadClasses() throws Exception {
        Path directory = Path.of(UnixServerTransport.class
                        .getResource("UnixServerTransport.class")
                        .toURI())
                .getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.class")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replaceFirst("\\.class$", "");
                Class.forName(UnixServerTransport.class.getPackageName() + "." + name);
            }
        }
    }
}
