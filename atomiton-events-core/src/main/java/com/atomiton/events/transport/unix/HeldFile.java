package com.atomiton.events.transport.unix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file that this process has locked and written its id into; the lock ends with the process at the latest. The one
 * place, with {@link WatchedFile}, that opens such files, because on Linux closing any channel of a file releases all locks that the JVM has on it:
 * a file that is held here is never opened a second time.
 */
final class HeldFile implements AutoCloseable {

    /**
     * Its monitor, which all class loaders of the JVM share as they share the text, is held from before a file is opened
     * until it is known as held.
     */
    static final String JVM_WIDE = "com.atomiton.events.held-file";

    /**
     * The files that this class loader's copy of the class holds, by their keys. Those of all copies are in the system
     * properties, since two applications of one container, or one before and after its restart, may want the same file.
     */
    private static final Map<Object, Path> HELD = new ConcurrentHashMap<>();

    /**
     * Channels, by file, of files that something else in this JVM holds which says nothing of it. They stay open, since
     * closing them would release its locks, and are used the next time.
     */
    private static final Map<Object, FileChannel> PARKED = new HashMap<>();

    private static final Duration REFRESH_AFTER = Duration.ofHours(1);

    /** How long a holder may take from its lock to its id in the file. */
    private static final Duration ID_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration ID_INTERVAL = Duration.ofMillis(1);

    private static final int MAX_CONTENT = 64;

    private final Path path;
    private final FileChannel channel;
    private final Object fileKey;

    private HeldFile(Path path, FileChannel channel, Object fileKey) {
        this.path = path;
        this.channel = channel;
        this.fileKey = fileKey;
    }

    /**
     * Locks a file.
     *
     * @param creation {@code CREATE} or {@code CREATE_NEW}
     * @throws FileHeldException if it is locked, by this process or another one
     * @throws java.nio.file.NoSuchFileException if somebody has deleted the file since it was created
     */
    static HeldFile hold(Path path, OpenOption creation) throws IOException {
        return UninterruptedIo.call(() -> {
            synchronized (JVM_WIDE) {
                requireUnheld(path);
                return hold(path, open(path, creation));
            }
        });
    }

    private static HeldFile hold(Path path, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new FileHeldException(path, awaitHolder(channel));
            }
            channel.truncate(0);
            channel.write(holder());
            HeldFile held = new HeldFile(path, channel, attributes(path).fileKey());
            HELD.put(held.fileKey, path);
            System.setProperty(property(held.fileKey), path.toString());
            return held;
        } catch (OverlappingFileLockException e) {
            park(path, channel);
            throw new FileHeldException(path, Holder.self());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Deletes a file of ours if nobody holds it. The deletion happens under a lock, so that a process that has just
     * created the file and is about to lock it sees in {@link #hold} that it is gone.
     *
     * @return whether nobody held it
     * @throws IOException if it cannot be found out, or if it is not a regular file of this user
     */
    static boolean deleteIfUnheld(Path path, UserPrincipal user) throws IOException {
        return UninterruptedIo.call(() -> {
            synchronized (JVM_WIDE) {
                try {
                    requireUnheld(path);
                } catch (FileHeldException e) {
                    return false;
                }
                requireOwned(path, user);
                return deleteIfUnheld(path, open(path, READ));
            }
        });
    }

    private static boolean deleteIfUnheld(Path path, FileChannel channel) throws IOException {
        try {
            boolean unheld = channel.tryLock(0, Long.MAX_VALUE, true) != null;
            if (unheld) {
                Files.deleteIfExists(path);
            }
            channel.close();
            return unheld;
        } catch (OverlappingFileLockException e) {
            park(path, channel);
            return false;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Whether the file is still the one that is held: it may have been deleted or replaced. */
    boolean isInPlace() {
        try {
            return Objects.equals(attributes(path).fileKey(), fileKey);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Holds the file that is now at the path in place of this one, which is released.
     *
     * @param creation as for {@link #hold}
     */
    HeldFile again(OpenOption creation) throws IOException {
        HeldFile held = hold(path, creation);
        close();
        return held;
    }

    /**
     * Writes the file anew once it is an hour old, so that nobody who cleans up takes it for a file left over. Not by
     * {@link Files#setLastModifiedTime}, which opens and closes it and so releases the lock.
     */
    void refresh() throws IOException {
        Instant written = Files.getLastModifiedTime(path, NOFOLLOW_LINKS).toInstant();
        if (written.isBefore(Instant.now().minus(REFRESH_AFTER))) {
            UninterruptedIo.call(() -> channel.write(holder(), 0));
        }
    }

    private static ByteBuffer holder() {
        return ByteBuffer.wrap(Holder.own().getBytes(StandardCharsets.US_ASCII));
    }

    /** Releases the lock; the file stays. */
    @Override
    public void close() throws IOException {
        synchronized (JVM_WIDE) {
            HELD.remove(fileKey);
            System.clearProperty(property(fileKey));
            channel.close();
        }
    }

    private static void requireUnheld(Path path) throws IOException {
        if (Files.exists(path, NOFOLLOW_LINKS) && heldHere(path) != null) {
            throw new FileHeldException(path, Holder.self());
        }
    }

    static void requireOwned(Path path, UserPrincipal user) throws IOException {
        if (!Files.getOwner(path, NOFOLLOW_LINKS).equals(user)) {
            throw new FileSystemException(path.toString(), null, "is not a file of user " + user.getName());
        }
    }

    /** The key of a file that this JVM holds; {@code null} if it does not hold it. */
    static @Nullable Object heldHere(Path path) throws IOException {
        BasicFileAttributes attributes = attributes(path);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(path.toString(), null, "is not a regular file");
        }
        Object key = attributes.fileKey();
        return HELD.containsKey(key) || System.getProperty(property(key)) != null ? key : null;
    }

    /** Whether this JVM holds that file. Another one may have its key by now, but is not at its path. */
    static boolean isHeld(Object fileKey, Path path) {
        return path.equals(HELD.get(fileKey)) || path.toString().equals(System.getProperty(property(fileKey)));
    }

    private static String property(Object fileKey) {
        return JVM_WIDE + fileKey;
    }

    static FileChannel open(Path path, OpenOption creation) throws IOException {
        FileChannel parked = Files.exists(path, NOFOLLOW_LINKS)
                ? PARKED.remove(attributes(path).fileKey())
                : null;
        if (parked != null) {
            return parked;
        }
        return FileChannel.open(
                path,
                Set.copyOf(List.of(creation, READ, WRITE, NOFOLLOW_LINKS)),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    static void park(Path path, FileChannel channel) {
        Object key;
        try {
            key = attributes(path).fileKey();
        } catch (IOException gone) {
            key = channel;
        }
        PARKED.put(key, channel);
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    }

    /**
     * The id of the process that has the lock. It writes that after it has locked: until then the file is empty, or has
     * the id of a holder that has ended.
     */
    private static Holder awaitHolder(FileChannel channel) throws IOException {
        long began = System.nanoTime();
        Holder holder = readHolder(channel);
        while (!holder.isCurrent() && System.nanoTime() - began < ID_TIMEOUT.toNanos()) {
            LockSupport.parkNanos(ID_INTERVAL.toNanos());
            holder = readHolder(channel);
        }
        return holder;
    }

    private static Holder readHolder(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_CONTENT);
        channel.read(content, 0);
        return Holder.of(new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII));
    }
}
