package com.atomiton.events.transport.unix;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The lock that makes a process main: whoever has it may bind the socket and remove what an earlier main has left. The
 * file stays after the release. To delete it would be a race: one process could lock the deleted file while another one
 * creates and locks a new one.
 */
final class ElectionLock implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(ElectionLock.class);

    private HeldFile file; // Guarded by this

    private ElectionLock(HeldFile file) {
        this.file = file;
    }

    /**
     * Takes the lock.
     *
     * @throws MainAlreadyRunningException if there is a main
     * @throws SocketAccessException if the lock file cannot be used
     */
    static ElectionLock acquire(SocketLocation location) {
        Path socket = location.socket();
        Path path = socket.resolveSibling(socket.getFileName() + ".lock");
        return new ElectionLock(held(location, path, () -> HeldFile.hold(path, StandardOpenOption.CREATE)));
    }

    /** Whether the lock is still on the file that others would try to lock. */
    synchronized boolean isInPlace() {
        return file.isInPlace();
    }

    /**
     * Takes the lock on the file that is now in the place of the one that was locked.
     *
     * @throws MainAlreadyRunningException if another process was faster, and is main now
     * @throws SocketAccessException if the lock file cannot be used
     */
    synchronized void takeAgain(SocketLocation location) {
        file = held(location, file.path(), () -> file.again(StandardOpenOption.CREATE));
    }

    /** Keeps the file from looking like one left over. */
    synchronized void refresh() throws IOException {
        file.refresh();
    }

    private interface Holding {
        HeldFile hold() throws IOException;
    }

    private static HeldFile held(SocketLocation location, Path path, Holding holding) {
        try {
            return holding.hold();
        } catch (FileHeldException e) {
            throw new MainAlreadyRunningException(location, e.holder());
        } catch (IOException e) {
            throw new SocketAccessException(
                    path,
                    "The lock file '" + path + "' cannot be opened and locked: " + IoReason.of(e),
                    IoReason.action(
                            e,
                            "Delete it, or set 'atomiton.events.socket.path' to a path in another directory of yours"),
                    e);
        }
    }

    @Override
    public void close() {
        HeldFile held = file();
        try {
            held.close();
        } catch (IOException e) {
            logger.warn("The lock on '" + held.path() + "' may stay until this process ends: " + e);
        }
    }

    private synchronized HeldFile file() {
        return file;
    }
}
