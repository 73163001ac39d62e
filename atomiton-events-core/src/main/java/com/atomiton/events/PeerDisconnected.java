package com.atomiton.events;

/**
 * A peer's connection has ended. Published as a Spring application event, for a process that was killed once, with
 * {@code lost}; for one that is cut off and ends later, or is away for too long, twice.
 *
 * @param peer the peer
 * @param reason why, for people
 * @param lost whether the process is known to have ended; {@code false} if it may come back
 */
public record PeerDisconnected(Peer peer, String reason, boolean lost) {}
