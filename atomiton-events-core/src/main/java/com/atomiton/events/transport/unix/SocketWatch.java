package com.atomiton.events.transport.unix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import com.atomiton.events.Failures;
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

    // Guarded by this.
    private @Nullable WatchService service;
    private @Nullable Thread thread;
    private @Nullable String toldReason;
    private boolean closed;

    /** One that does not watch yet. */
    SocketWatch(Path socket, Runnable available) {
        this.socket = socket;
        this.available = available;
    }

    /** Watches, if it does not: at the start, and when it could not before. If it cannot now either, it says so once. */
    void keep() {
        try {
            begin();
        } catch (IOException | RuntimeException | Error e) {
            tellThatItCannot(e);
        }
    }

    private synchronized void begin() throws IOException {
        if (closed || thread != null && thread.isAlive()) {
            return;
        }
        WatchService opened = socket.getFileSystem().newWatchService();
        boolean begun = false;
        try {
            Thread started = new Thread(() -> run(opened), "atomiton-events-watch");
            started.setDaemon(true);
            started.start();
            thread = started;
            service = opened;
            toldReason = null;
            begun = true;
        } finally {
            if (!begun) {
                opened.close();
            }
        }
    }

    private void tellThatItCannot(Throwable e) {
        String reason = Failures.text(e);
        if (isNew(reason)) {
            logger.warn("'" + socket + "' cannot be watched, so main is found only after the next backoff: " + reason);
        }
    }

    private synchronized boolean isNew(String reason) {
        boolean isNew = !reason.equals(toldReason);
        toldReason = reason;
        return isNew;
    }

    private void run(WatchService service) {
        try (service) {
            while (true) {
                watch(service);
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            logger.trace("Closed", e);
        } catch (IOException | RuntimeException | Error e) {
            tellThatItCannot(e);
        }
    }

    /** Watches one directory until it is gone or one nearer to the socket exists. */
    private void watch(WatchService service) throws IOException, InterruptedException {
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
        } catch (RuntimeException | Error e) {
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
        WatchService watching;
        Thread ending;
        synchronized (this) {
            closed = true;
            watching = service;
            ending = thread;
        }
        try {
            if (watching != null) {
                watching.close();
            }
        } catch (IOException e) {
            logger.debug("The watch was not closed cleanly", e);
        }
        if (ending != null && Thread.currentThread() != ending) {
            Waiting.uninterruptibly(ending::join);
        }
    }
}
