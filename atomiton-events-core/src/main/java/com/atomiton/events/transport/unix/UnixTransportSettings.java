package com.atomiton.events.transport.unix;

import java.util.Set;

/**
 * What both sides of the transport can be told. Immutable.
 *
 * @param location where the socket is
 * @param allowedUsers the names of the users, besides our own, whose processes may be at the other end; if there are any,
 *     the socket's directory may be visible to others. {@code atomiton.events.security.allowed-users}
 * @param backlog how many connections may wait to be accepted
 */
public record UnixTransportSettings(SocketLocation location, Set<String> allowedUsers, int backlog) {

    private static final int DEFAULT_BACKLOG = 128;

    /** Checks and copies. */
    public UnixTransportSettings {
        allowedUsers = Set.copyOf(allowedUsers);
        if (backlog < 1) {
            throw new IllegalArgumentException("'backlog' must be positive, but was " + backlog);
        }
    }

    /** For this user alone, with a backlog of 128. */
    public static UnixTransportSettings of(SocketLocation location) {
        return new UnixTransportSettings(location, Set.of(), DEFAULT_BACKLOG);
    }

    /** These settings with other users allowed. */
    public UnixTransportSettings withAllowedUsers(Set<String> allowedUsers) {
        return new UnixTransportSettings(location, allowedUsers, backlog);
    }

    /** These settings with another backlog. */
    public UnixTransportSettings withBacklog(int backlog) {
        return new UnixTransportSettings(location, allowedUsers, backlog);
    }
}
