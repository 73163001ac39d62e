package com.atomiton.events.transport.unix;

import com.atomiton.events.transport.ProcessWatch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A file of another process that was seen locked. It stays open, so what is found out later is about that very file: its
 * path may lead nowhere by then, or to another one.
 */
final class WatchedFile implements ProcessWatch {

    private static final Log logger = LogFactory.getLog(WatchedFile.class);

    private final Path path;
    private final UserPrincipal user;
    private final FileChannel channel;

    private WatchedFile(Path path, UserPrincipal user, FileChannel channel) {
        this.path = path;
        this.user = user;
        this.channel = channel;
    }

    /** A file that this JVM holds. It is not opened a second time. */
    private static final class OwnFile implements ProcessWatch {

        private final Object fileKey;
        private final Path path;
        private volatile boolean closed;

        OwnFile(Object fileKey, Path path) {
            this.fileKey = fileKey;
            this.path = path;
        }

        @Override
        public boolean hasEnded() {
            return !closed && !HeldFile.isHeld(fileKey, path);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /**
     * Opens a file, if it is locked.
     *
     * @param user whose file it must be
     * @return {@code null} if nobody holds it
     * @throws IOException if that cannot be found out
     */
    static @Nullable ProcessWatch open(Path path, UserPrincipal user) throws IOException {
        return UninterruptedIo.call(() -> Optional.ofNullable(look(path, user))).orElse(null);
    }

    private static @Nullable ProcessWatch look(Path path, UserPrincipal user) throws IOException {
        synchronized (HeldFile.JVM_WIDE) {
            HeldFile.requireOwned(path, user);
            Object own = HeldFile.heldHere(path);
            if (own == null) {
                return watch(path, user, HeldFile.open(path, StandardOpenOption.READ));
            }
            return HeldFile.isHeld(own, path) ? new OwnFile(own, path) : null;
        }
    }

    private static @Nullable ProcessWatch watch(Path path, UserPrincipal user, FileChannel channel) throws IOException {
        try {
            if (!isFree(channel)) {
                return new WatchedFile(path, user, channel);
            }
            channel.close();
            return null;
        } catch (OverlappingFileLockException e) {
            HeldFile.park(path, channel);
            throw new FileSystemException(path.toString(), null, "is locked by something else in this process");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try (FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock != null;
        }
    }

    @Override
    public boolean hasEnded() {
        try {
            boolean ended = UninterruptedIo.call(() -> {
                synchronized (HeldFile.JVM_WIDE) {
                    return channel.isOpen() && isFree(channel);
                }
            });
            if (ended) {
                removeFile();
            }
            return ended;
        } catch (IOException | OverlappingFileLockException e) {
            logger.debug("Nothing is proven about a peer", e);
            return false;
        }
    }

    /** A process that was killed has not removed it. Another one that is at its path by now is held. */
    private void removeFile() {
        try {
            HeldFile.deleteIfUnheld(path, user);
        } catch (IOException e) {
            logger.trace("The file of a peer that has ended cannot be removed, or is not there", e);
        }
    }

    @Override
    public void close() {
        try {
            synchronized (HeldFile.JVM_WIDE) {
                channel.close();
            }
        } catch (IOException e) {
            logger.debug("The file of a peer was not closed cleanly", e);
        }
    }
}
