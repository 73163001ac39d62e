package com.atomiton.events;

/**
 * A peer has connected, or come back after a cut. Published as a Spring application event.
 *
 * @param peer the peer
 * @param resumed whether its session goes on where it was cut
 */
public record PeerConnected(Peer peer, boolean resumed) {}
