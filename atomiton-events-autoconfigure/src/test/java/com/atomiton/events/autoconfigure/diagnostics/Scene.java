package com.atomiton.events.autoconfigure.diagnostics;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is on the machine when an application starts: a directory with this and that in it, and who runs already. */
final class Scene implements Closeable {

    private final Path directory;
    private final Deque<Closeable> running = new ArrayDeque<>();
    private String report = "";

    Scene(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** The directory of this name, created with this mode if it is not there. */
    Path directory(String name, String mode) throws IOException {
        Path path = directory.resolve(name);
        return Files.exists(path)
                ? path
                : Files.setPosixFilePermissions(Files.createDirectory(path), PosixFilePermissions.fromString(mode));
    }

    /** A path in a directory of ours. */
    Path ours(String socket) throws IOException {
        return directory("ours", "rwx------").resolve(socket);
    }

    /** A path in a directory that belongs to another user: root can give one away, anybody else takes {@code /}. */
    Path theirs() throws IOException {
        Path theirs = directory("theirs", "rwx------");
        if (!Files.getOwner(theirs).getName().equals("root")) {
            return Path.of("/main.sock");
        }
        Files.setOwner(
                theirs, theirs.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        return theirs.resolve("main.sock");
    }

    /** A path in a directory of ours where we may create nothing: not even root may in {@code /sys}. */
    Path withoutRights() throws IOException {
        Path closed = directory("closed", "r-x------");
        return Files.isWritable(closed) ? Path.of("/sys/main.sock") : closed.resolve("main.sock");
    }

    /** Runs until {@link #stopWhatRuns}. */
    void runs(Closeable process) {
        running.push(process);
    }

    void listens(Path socket) throws IOException {
        ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        runs(other);
        other.bind(UnixDomainSocketAddress.of(socket));
    }

    void stopWhatRuns() throws IOException {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    /** What was printed of the start that failed. */
    String report() {
        return report;
    }

    void report(String printed) {
        report = printed;
    }

    @Override
    public void close() throws IOException {
        stopWhatRuns();
    }
}
