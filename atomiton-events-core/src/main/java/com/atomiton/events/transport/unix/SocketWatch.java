package com.atomiton.events.transport.unix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the socket appears, on a daemon thread of its own. As long as the socket's directory does not exist, the
 * nearest directory above it that does is watched. Without a watch, for example because the user has too many of them,
 * main is still found, by the next attempt after the backoff.
 */
final class SocketWatch implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(SocketWatch.class);

    private final Path socket;
    private final Runnable available;
    private final WatchService service;
    private final Thread thread;

    private SocketWatch(Path socket, Runnable available, WatchService service) {
        this.socket = socket;
        this.available = available;
        this.service = service;
        this.thread = new Thread(this::run, "atomiton-events-watch");
        this.thread.setDaemon(true);
    }

    /** A watch that is not started; {@code null} if there can be none, which is logged. */
    static @Nullable SocketWatch open(Path socket, Runnable available) {
        try {
            return new SocketWatch(socket, available, socket.getFileSystem().newWatchService());
        } catch (IOException e) {
            logger.warn("'" + socket + "' cannot be watched, so main is found only after the next backoff: " + e);
            return null;
        }
    }

    /** Begins to watch; at once at its end if it has been closed meanwhile. */
    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                watch();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            logger.trace("Closed", e);
        } catch (IOException | RuntimeException e) {
            logger.warn("'" + socket + "' is watched no more, so main is found only after the next backoff", e);
        }
    }

    /** Watches one directory until it is gone or one nearer to the socket exists. */
    private void watch() throws IOException, InterruptedException {
        Path directory = nearestDirectory();
        WatchKey key;
        try {
            // bind creates the file before it listens; the change of its mode that follows comes after both
            key = directory.register(service, ENTRY_CREATE, ENTRY_MODIFY);
        } catch (NoSuchFileException e) {
            return;
        }
        if (Files.exists(socket, NOFOLLOW_LINKS)) {
            tellAvailable();
        }
        while (directory.equals(nearestDirectory())) {
            service.take();
            for (WatchEvent<?> event : key.pollEvents()) {
                if (event.kind() == OVERFLOW || socket.equals(directory.resolve((Path) event.context()))) {
                    tellAvailable();
                }
            }
            if (!key.reset()) {
                return;
            }
        }
        key.cancel();
    }

    private void tellAvailable() {
        try {
            available.run();
        } catch (RuntimeException e) {
            logger.error("The attempt to connect failed", e);
        }
    }

    private Path nearestDirectory() {
        Path directory = socket.getParent();
        while (directory != null && directory.getParent() != null && !Files.isDirectory(directory)) {
            directory = directory.getParent();
        }
        return directory == null ? socket : directory;
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            logger.debug("The watch was not closed cleanly", e);
        }
        if (Thread.currentThread() != thread) {
            Waiting.uninterruptibly(thread::join);
        }
    }
}
