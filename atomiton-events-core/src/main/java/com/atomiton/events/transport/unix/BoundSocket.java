package com.atomiton.events.transport.unix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The socket that main listens to, and its file. Made only by the holder of the {@link ElectionLock}: whatever socket is
 * found in its place is left over.
 */
final class BoundSocket implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(BoundSocket.class);

    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET = 0140000;

    private final Path path;
    private final ServerSocketChannel channel;
    private final Object fileKey;
    private final Set<PosixFilePermission> mode;

    private BoundSocket(Path path, ServerSocketChannel channel, Object fileKey, Set<PosixFilePermission> mode) {
        this.path = path;
        this.channel = channel;
        this.fileKey = fileKey;
        this.mode = mode;
    }

    /**
     * Binds the socket, non-blocking.
     *
     * @param user our user; only a socket of ours is removed
     * @param forOthers whether other users may connect, if they can reach the directory
     * @throws SocketAccessException if something else is in its place or the socket cannot be bound
     */
    static BoundSocket bind(Path path, int backlog, UserPrincipal user, boolean forOthers) {
        try {
            removeStale(path, user);
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.bind(UnixDomainSocketAddress.of(path), backlog);
                Object fileKey = fileKey(path);
                Set<PosixFilePermission> mode = PosixFilePermissions.fromString(forOthers ? "rw-rw-rw-" : "rw-------");
                Files.setPosixFilePermissions(path, mode);
                channel.configureBlocking(false);
                return new BoundSocket(path, channel, fileKey, mode);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SocketAccessException(
                    path,
                    "The socket '" + path + "' cannot be bound: " + IoReason.of(e),
                    IoReason.action(e, "Set 'atomiton.events.socket.path' to a path in another directory of yours"),
                    e);
        }
    }

    private static void removeStale(Path path, UserPrincipal user) throws IOException {
        if (!Files.exists(path, NOFOLLOW_LINKS)) {
            return;
        }
        int mode = (Integer) Files.getAttribute(path, "unix:mode", NOFOLLOW_LINKS);
        if ((mode & FILE_TYPE) != SOCKET
                || !Files.getOwner(path, NOFOLLOW_LINKS).equals(user)) {
            throw new SocketAccessException(
                    path,
                    "In the place of the socket '" + path + "' is something else, or the socket of another user",
                    "Remove it, or set 'atomiton.events.socket.path' to another path",
                    null);
        }
        if (isListenedTo(path)) {
            throw new SocketAccessException(
                    path,
                    "A process listens to the socket '" + path + "' without holding the lock of a main process",
                    "Stop that process, or set 'atomiton.events.socket.path' to another path",
                    null);
        }
        logger.info("Removing the socket '" + path + "', left over from a main process that was killed");
        Files.delete(path);
    }

    /** Only a refusal proves that nobody listens. */
    private static boolean isListenedTo(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (SocketException e) {
            logger.debug("It is not known whether somebody listens to '" + path + "'", e);
            return true;
        }
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /**
     * Whether the file is still the one that was bound. It may have been deleted or replaced, and then nobody can connect
     * to us any more. The bound channel keeps the file's inode, so another file cannot have the same key.
     */
    boolean isInPlace() {
        try {
            return fileKey(path).equals(fileKey);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Gives the file its mode back.
     *
     * @return the mode that it had; {@code null} if it was right
     */
    @Nullable
    String restoreMode() throws IOException {
        Set<PosixFilePermission> current = Files.getPosixFilePermissions(path, NOFOLLOW_LINKS);
        if (current.equals(mode)) {
            return null;
        }
        Files.setPosixFilePermissions(path, mode);
        return PosixFilePermissions.toString(current);
    }

    /** Listens no more and removes the file, if it is still ours. */
    @Override
    public void close() {
        try (channel) {
            if (isInPlace()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            logger.warn("The socket '" + path + "' may be left: " + e);
        }
    }

    private static Object fileKey(Path path) throws IOException {
        return Objects.requireNonNull(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS)
                .fileKey());
    }
}
