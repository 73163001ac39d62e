package com.atomiton.events.transport.unix;

import com.atomiton.events.transport.ProcessWatch;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A file that is locked as long as this process runs. Another one that has seen it locked can prove that this process has
 * ended: the lock is free then. That the file cannot be found proves nothing. Names are never used twice.
 */
final class AliveFile implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(AliveFile.class);

    /** Nothing else is ever probed: the reference comes from a peer, and opening a file can release a lock on it. */
    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{36}\\.alive");

    private static final int ATTEMPTS = 10;

    /** How often a file that was deleted is created anew: whatever deletes it may never stop. */
    private static final int MAX_DELETED = 16;

    private final Path directory;
    private HeldFile file; // Guarded by this

    /** Earlier ones that were deleted. They stay locked, since peers may watch them. */
    private final List<HeldFile> deleted = new ArrayList<>(); // Guarded by this

    private AliveFile(Path directory, HeldFile file) {
        this.directory = directory;
        this.file = file;
    }

    /** Creates the file, after deleting those of processes that have ended without doing so themselves. */
    static AliveFile create(SocketDirectory directory) {
        sweep(directory);
        for (int attempt = 1; ; attempt++) {
            Path path = directory.path().resolve(UUID.randomUUID() + ".alive");
            try {
                return new AliveFile(directory.path(), HeldFile.hold(path, StandardOpenOption.CREATE_NEW));
            } catch (IOException e) {
                // Another process that starts now may have swept the file away before it was locked
                boolean swept = e instanceof NoSuchFileException || e instanceof FileHeldException;
                if (!swept || attempt == ATTEMPTS) {
                    throw new SocketAccessException(
                            path,
                            "The file '" + path + "' cannot be created and locked: " + IoReason.of(e),
                            IoReason.action(
                                    e, "Set 'atomiton.events.socket.path' to a path in another directory of yours"),
                            e);
                }
            }
        }
    }

    /** What a peer needs to find out whether this process has ended. */
    synchronized String reference() {
        return file.path().toString();
    }

    /**
     * Watches the process behind a reference, if its file is seen locked.
     *
     * @param user our user; files of others prove nothing
     * @return {@code null} if it is not
     */
    static @Nullable ProcessWatch watch(String reference, UserPrincipal user) {
        try {
            Path path = Path.of(reference);
            return path.isAbsolute() && isAliveFile(path) ? WatchedFile.open(path, user) : null;
        } catch (InvalidPathException | IOException e) {
            logger.debug("The end of a peer will not be proven", e);
            return null;
        }
    }

    private static boolean isAliveFile(Path path) {
        Path name = path.getFileName();
        return name != null && NAME.matcher(name.toString()).matches();
    }

    private static void sweep(SocketDirectory directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.path(), "*.alive")) {
            for (Path file : files) {
                if (isAliveFile(file)) {
                    sweep(file, directory.user());
                }
            }
        } catch (IOException e) {
            logger.debug("'" + directory.path() + "' was not swept", e);
        }
    }

    private static void sweep(Path file, UserPrincipal user) {
        try {
            HeldFile.deleteIfUnheld(file, user);
        } catch (IOException e) {
            logger.debug("'" + file + "' was not swept", e);
        }
    }

    /**
     * Creates the file anew if somebody has deleted it, since a peer that connects then could not see that this process
     * lives, and keeps it from looking like one left over.
     *
     * @return whether it was created anew
     * @throws SocketSetupException if its directory is gone, too, and cannot be created
     */
    synchronized boolean keep() throws IOException {
        if (file.isInPlace()) {
            file.refresh();
            return false;
        }
        if (deleted.size() == MAX_DELETED) {
            throw new FileSystemException(
                    file.path().toString(), null, "was deleted " + MAX_DELETED + " times, and is not created any more");
        }
        SocketDirectory.prepareForAliveFiles(directory);
        HeldFile again = HeldFile.hold(file.path(), StandardOpenOption.CREATE);
        deleted.add(file);
        file = again;
        return true;
    }

    /** Deletes and releases it, in this order, so that no unlocked file is left whatever happens in between. */
    @Override
    public void close() {
        try {
            delete();
        } catch (IOException e) {
            logger.warn("'" + reference() + "' may be left: " + e);
        }
    }

    private synchronized void delete() throws IOException {
        HeldFile held = file;
        try (held) {
            Files.deleteIfExists(held.path());
        } finally {
            for (HeldFile earlier : deleted) {
                earlier.close();
            }
        }
    }
}
