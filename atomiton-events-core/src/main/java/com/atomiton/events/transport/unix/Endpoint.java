package com.atomiton.events.transport.unix;

import com.atomiton.events.transport.unix.SocketDirectory.Others;
import java.io.IOException;
import java.nio.file.attribute.UserPrincipal;

/**
 * What a started transport of either side has: the proof that its process lives, its loop, and who may be at the other
 * end.
 */
record Endpoint(UserPrincipal user, AliveFile alive, PeerCheck peers, SelectorLoop loop) implements AutoCloseable {

    /**
     * Sets it up.
     *
     * @param role part of the thread's name
     * @throws SocketSetupException if something stands in the way
     */
    static Endpoint open(UnixTransportSettings settings, String role) {
        SocketLocation location = settings.location();
        // A main with allowed users may have let others look into the directory; that does not harm the alive file
        SocketDirectory directory = SocketDirectory.prepare(location.runtimeDirectory(), true, Others.MAY_LOOK_IF_LET);
        PeerCheck peers = new PeerCheck(directory.user(), settings.allowedUsers(), location.socket());
        AliveFile alive = AliveFile.create(directory);
        try {
            return new Endpoint(directory.user(), alive, peers, SelectorLoop.start(role));
        } catch (IOException e) {
            alive.close();
            throw new SocketAccessException(
                    location.socket(),
                    "No selector can be opened for the socket '" + location.socket() + "': " + e.getMessage(),
                    "Raise the limit of open files of this process (ulimit -n)",
                    e);
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
