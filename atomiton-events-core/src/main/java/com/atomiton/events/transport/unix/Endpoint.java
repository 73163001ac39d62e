package com.atomiton.events.transport.unix;

import java.io.IOException;
import java.nio.file.attribute.UserPrincipal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What a started transport of either side has: the proof that its process lives, its loop, and who may be at the other
 * end.
 */
record Endpoint(UserPrincipal user, AliveFile alive, PeerCheck peers, SelectorLoop loop) implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(Endpoint.class);

    /**
     * Sets it up.
     *
     * @param role part of the thread's name
     * @throws SocketSetupException if something stands in the way
     */
    static Endpoint open(UnixTransportSettings settings, String role) {
        SocketLocation location = settings.location();
        SocketDirectory directory = SocketDirectory.prepareForAliveFiles(location.runtimeDirectory());
        PeerCheck peers = new PeerCheck(directory.user(), settings.allowedUsers(), location.socket());
        AliveFile alive = AliveFile.create(directory);
        try {
            SelectorLoop loop = SelectorLoop.start(role);
            Upkeep.start(loop, Upkeep.INTERVAL, () -> keep(alive));
            return new Endpoint(directory.user(), alive, peers, loop);
        } catch (RuntimeException | Error e) {
            alive.close();
            throw e;
        } catch (IOException e) {
            alive.close();
            throw new SocketAccessException(
                    location.socket(),
                    "No selector can be opened for the socket '" + location.socket() + "': " + e.getMessage(),
                    "Raise the limit of open files of this process (ulimit -n)",
                    e);
        }
    }

    private static void keep(AliveFile alive) throws IOException {
        if (alive.keep()) {
            logger.warn("'" + alive.reference() + "' was deleted, by which others see that this process lives; it was "
                    + "created anew");
        }
    }

    boolean hasEnded(String livenessReference) {
        return AliveFile.hasEnded(livenessReference, user);
    }

    /** Ends the loop and all its connections, and only then the proof that this process lives. */
    @Override
    public void close() {
        loop.close();
        alive.close();
    }
}
