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

    private final HeldFile file;

    private ElectionLock(HeldFile file) {
        this.file = file;
    }

    /**
     * Takes the lock.
     *
     * @throws MainAlreadyRunningException if there is a main
     * @throws SocketAccessException if the lock file cannot be used
     */
    static ElectionLock acquire(Path socket) {
        Path path = socket.resolveSibling(socket.getFileName() + ".lock");
        try {
            return new ElectionLock(HeldFile.hold(path, StandardOpenOption.CREATE));
        } catch (FileHeldException e) {
            throw new MainAlreadyRunningException(socket, e.holder());
        } catch (IOException e) {
            throw new SocketAccessException(
                    path,
                    "The lock file '" + path + "' cannot be opened and locked: " + e,
                    "Delete it, or set 'atomiton.events.socket.path' to a path in another directory",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            logger.warn("The lock on '" + file.path() + "' may stay until this process ends: " + e);
        }
    }
}
