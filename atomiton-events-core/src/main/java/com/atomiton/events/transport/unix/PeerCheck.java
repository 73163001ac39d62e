package com.atomiton.events.transport.unix;

import com.atomiton.events.LogText;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.HashSet;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the credentials that the kernel gives, and nothing a peer says, whether a peer is one of ours. Users are
 * compared by their ids.
 */
final class PeerCheck {

    private final Set<UserPrincipal> allowed;
    private final UserNamespace namespace;

    /**
     * Allows some users.
     *
     * @param user the user of this process
     * @param namespace which users this process can tell apart
     * @param allowedUsers the names of the others
     * @throws SocketAccessException if there is no such user
     */
    PeerCheck(UserPrincipal user, UserNamespace namespace, Set<String> allowedUsers, Path socket) {
        this.namespace = namespace;
        allowed = new HashSet<>(Set.of(user));
        for (String name : allowedUsers) {
            try {
                allowed.add(
                        socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
            } catch (IOException e) {
                throw new SocketAccessException(
                        socket,
                        "'" + LogText.escape(name) + "' may connect to '" + socket + "', but "
                                + (e instanceof UserPrincipalNotFoundException
                                        ? "there is no such user"
                                        : "it cannot be found out who that is: " + IoReason.of(e)),
                        "Correct 'atomiton.events.security.allowed-users'",
                        e);
            }
        }
    }

    /** The user at the other end of a connected channel. Must be asked before the channel is closed. */
    static UserPrincipal userOf(SocketChannel channel) throws IOException {
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    }

    /**
     * Why the peer of a connected channel is not one of ours; {@code null} if it is. Must be asked before the channel is
     * closed.
     */
    @Nullable
    String refusal(SocketChannel channel) throws IOException {
        UserPrincipal peer;
        try {
            peer = userOf(channel);
        } catch (UnsupportedOperationException e) {
            return "this platform does not tell which user it is";
        }
        return refusal(peer);
    }

    @Nullable
    String refusal(UserPrincipal peer) {
        if (namespace.mayBeAnybody(peer)) {
            return "its user looks like '" + LogText.escape(peer.getName())
                    + "', as do all users whom the user namespace of this process does not know, so it may be anybody;"
                    + " run both processes in one user namespace, as users that it knows by other ids"
                    + " (/proc/self/uid_map)";
        }
        return allowed.contains(peer)
                ? null
                : "user '" + LogText.escape(peer.getName())
                        + "' is neither this process's user nor in 'atomiton.events.security.allowed-users'";
    }
}
