package com.atomiton.events;

/**
 * A peer of a known name is back as another process. Published as a Spring application event.
 *
 * @param previous the process that ended
 * @param current the process that took its place
 */
public record PeerRestarted(Peer previous, Peer current) {}
