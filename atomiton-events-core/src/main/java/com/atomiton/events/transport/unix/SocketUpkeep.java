package com.atomiton.events.transport.unix;

import com.atomiton.events.transport.unix.SocketDirectory.Others;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Binds main's socket anew when its file is not there any more, so that renderers find it again, and gives it its mode
 * back. The lock comes first: without it another process may be main by now, and what is at the path is that one's. On
 * the loop's thread only.
 */
final class SocketUpkeep implements Upkeep.Work {

    private static final Log logger = LogFactory.getLog(SocketUpkeep.class);

    private final UnixTransportSettings settings;
    private final Endpoint endpoint;
    private final ElectionLock lock;
    private final Acceptor acceptor;

    SocketUpkeep(UnixTransportSettings settings, Endpoint endpoint, ElectionLock lock, Acceptor acceptor) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.lock = lock;
        this.acceptor = acceptor;
    }

    @Override
    public void run() throws IOException {
        if (acceptor.isStopped()) {
            return;
        }
        Path path = settings.location().socket();
        if (lock.isInPlace()) {
            lock.refresh();
        } else {
            prepareDirectory(settings);
            lock.takeAgain(settings.location());
            logger.warn("The lock file of the socket '" + path + "' was deleted or replaced; it was created anew");
        }
        if (acceptor.socket().isInPlace()) {
            String mode = acceptor.socket().restoreMode();
            if (mode != null) {
                logger.warn("The mode of the socket '" + path + "' was changed to " + mode + "; it was set back");
            }
        } else {
            prepareDirectory(settings);
            acceptor.moveTo(bind(settings, endpoint));
            logger.warn("The socket '" + path + "' was deleted or replaced; it was bound anew");
        }
    }

    static void prepareDirectory(UnixTransportSettings settings) {
        SocketLocation location = settings.location();
        SocketDirectory.prepare(
                location.directory(),
                location.hasDefaultDirectory(),
                settings.allowedUsers().isEmpty() ? Others.KEPT_OUT : Others.MAY_LOOK);
    }

    static BoundSocket bind(UnixTransportSettings settings, Endpoint endpoint) {
        return BoundSocket.bind(
                settings.location().socket(),
                settings.backlog(),
                endpoint.user(),
                !settings.allowedUsers().isEmpty());
    }
}
