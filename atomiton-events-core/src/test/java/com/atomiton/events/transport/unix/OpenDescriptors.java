package com.atomiton.events.transport.unix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists what this process has open of the kinds that a transport opens; always empty where there is no {@code /proc}. */
final class OpenDescriptors {

    static {
        try {
            // The JDK keeps a socket of its own from the first channel on
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OpenDescriptors() {}

    static List<String> list() {
        Path all = Path.of("/proc/self/fd");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> descriptors = Files.list(all)) {
            return descriptors
                    .map(OpenDescriptors::target)
                    .filter(OpenDescriptors::isOurs)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // Closed meanwhile, as the one that lists the directory
        }
    }

    private static boolean isOurs(String target) {
        return target.startsWith("socket:")
                || target.startsWith("anon_inode:")
                || target.contains(".alive")
                || target.contains(".sock");
    }
}
