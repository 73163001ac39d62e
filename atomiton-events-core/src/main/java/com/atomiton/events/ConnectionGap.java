package com.atomiton.events;

/**
 * Events between two processes were lost since a disconnect outlasted what the sender could keep. Published as a Spring
 * application event on both sides.
 *
 * @param peer the other process
 * @param from number of the first lost event in its session
 * @param to number of the last lost event in its session
 */
public record ConnectionGap(Peer peer, long from, long to) {}
