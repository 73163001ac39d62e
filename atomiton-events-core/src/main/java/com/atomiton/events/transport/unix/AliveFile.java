package com.atomiton.events.transport.unix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A file that is locked as long as this process runs, so that another one can prove that it has ended: it finds the file
 * unlocked, or gone. Names are never used twice.
 */
final class AliveFile implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(AliveFile.class);

    /** Nothing else is ever probed: the reference comes from a peer, and opening a file can release a lock on it. */
    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{36}\\.alive");

    private static final int ATTEMPTS = 10;

    private final Path directory;
    private HeldFile file; // Guarded by this

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
     * Whether the process behind a reference is proven to have ended.
     *
     * @param user our user; files of others prove nothing
     */
    static boolean hasEnded(String reference, UserPrincipal user) {
        try {
            Path path = Path.of(reference);
            Path directory = path.getParent();
            if (directory == null
                    || !path.isAbsolute()
                    || !NAME.matcher(path.getFileName().toString()).matches()) {
                return false;
            }
            // In a directory that is not there, or not ours, a missing file may be there for the peer: a container
            if (!Files.getOwner(directory, NOFOLLOW_LINKS).equals(user)) {
                return false;
            }
            return isUnheld(path, user);
        } catch (InvalidPathException | IOException e) {
            logger.debug("Nothing is proven about a peer", e);
            return false;
        }
    }

    private static boolean isUnheld(Path path, UserPrincipal user) throws IOException {
        try {
            return HeldFile.deleteIfUnheld(path, user);
        } catch (NoSuchFileException e) {
            return true; // The process deleted it when it closed, or somebody who found it unlocked did
        }
    }

    private static void sweep(SocketDirectory directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.path(), "*.alive")) {
            for (Path file : files) {
                hasEnded(file.toString(), directory.user());
            }
        } catch (IOException e) {
            logger.debug("'" + directory.path() + "' was not swept", e);
        }
    }

    /**
     * Creates the file anew if somebody has deleted it, since then a peer would take this process for ended, and keeps it
     * from looking like one left over.
     *
     * @return whether it was created anew
     * @throws SocketSetupException if its directory is gone, too, and cannot be created
     */
    synchronized boolean keep() throws IOException {
        if (file.isInPlace()) {
            file.refresh();
            return false;
        }
        SocketDirectory.prepareForAliveFiles(directory);
        file = file.again(StandardOpenOption.CREATE);
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
        }
    }
}
