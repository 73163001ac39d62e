package com.atomiton.events.transport.unix;

import com.atomiton.events.transport.ProcessWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a started transport of either side has: the proof that its process lives, if it has one, its loop, and who may be
 * at the other end.
 */
record Endpoint(UserPrincipal user, @Nullable AliveFile alive, PeerCheck peers, SelectorLoop loop)
        implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(Endpoint.class);

    /**
     * Sets it up.
     *
     * @param role part of the thread's name
     * @throws SocketSetupException if something stands in the way
     */
    static Endpoint open(UnixTransportSettings settings, String role) {
        SocketLocation location = settings.location();
        UserPrincipal user = ownUser(location);
        PeerCheck peers =
                new PeerCheck(user, UserNamespace.ofThisProcess(), settings.allowedUsers(), location.socket());
        AliveFile alive = createAliveFile(location);
        try {
            SelectorLoop loop = SelectorLoop.start(role);
            if (alive != null) {
                Upkeep.start(loop, Upkeep.INTERVAL, () -> keep(alive));
            }
            return new Endpoint(user, alive, peers, loop);
        } catch (RuntimeException | Error e) {
            if (alive != null) {
                alive.close();
            }
            throw e;
        } catch (IOException e) {
            if (alive != null) {
                alive.close();
            }
            throw new SocketAccessException(
                    location.socket(),
                    "No selector can be opened for the socket '" + location.socket() + "': " + e.getMessage(),
                    "Raise the limit of open files of this process (ulimit -n)",
                    e);
        }
    }

    private static UserPrincipal ownUser(SocketLocation location) {
        try {
            return OwnUser.get();
        } catch (IOException e) {
            throw new SocketAccessException(
                    location.socket(),
                    "It cannot be found out which user this process is, who alone may use the socket '"
                            + location.socket() + "': " + IoReason.of(e),
                    "Set the system property 'java.io.tmpdir' to a directory that can be written to",
                    e);
        }
    }

    /**
     * Where the socket is in the default directory, that must be one of ours. Who has named another path for the socket
     * does not depend on it: the file may be beside the socket too, or not be at all.
     */
    private static @Nullable AliveFile createAliveFile(SocketLocation location) {
        Path directory = location.runtimeDirectory();
        try {
            return AliveFile.create(SocketDirectory.prepareForAliveFiles(directory));
        } catch (SocketSetupException e) {
            if (location.hasDefaultDirectory()) {
                throw e;
            }
            return createBesideTheSocket(location.directory(), e);
        }
    }

    private static @Nullable AliveFile createBesideTheSocket(Path directory, SocketSetupException inDefault) {
        String problem = "'" + directory + "' does not exist";
        if (Files.isDirectory(directory)) {
            try {
                return AliveFile.create(SocketDirectory.prepareForAliveFiles(directory));
            } catch (SocketSetupException e) {
                problem = e.problem();
            }
        }
        logger.warn("No file says that this process lives, so others notice only after"
                + " 'atomiton.events.session.retention' if it is killed. " + inDefault.problem() + ". " + problem
                + ".");
        return null;
    }

    private static void keep(AliveFile alive) throws IOException {
        if (alive.keep()) {
            logger.warn("'" + alive.reference() + "' was deleted, by which others see that this process lives; it was "
                    + "created anew");
        }
    }

    @Nullable
    String livenessReference() {
        return alive == null ? null : alive.reference();
    }

    /** As {@link com.atomiton.events.transport.Transport#watch}. What another user says is not looked at. */
    @Nullable
    ProcessWatch watch(String livenessReference, @Nullable Object peerUser) {
        return user.equals(peerUser) ? AliveFile.watch(livenessReference, user) : null;
    }

    /** Ends the loop and all its connections, and only then the proof that this process lives. */
    @Override
    public void close() {
        loop.close();
        if (alive != null) {
            alive.close();
        }
    }
}
