package com.atomiton.events.observation;

import com.atomiton.events.Peer;
import java.util.List;

/**
 * A session with a peer, as it is shown.
 *
 * @param peer the process at the other end
 * @param connected whether there is a connection
 * @param ended whether the peer's process has ended, and its session waits for the next one of its name
 * @param stalled whether broadcasts leave it out, since it acknowledges nothing
 * @param codec the codec of its payloads
 * @param listens the names and patterns that the peer listens to
 * @param outboundEvents how many messages wait for it or for its acknowledgement
 * @param outboundBytes how many bytes these have
 * @param unacknowledged how many of them were handed to a connection
 */
public record SessionReport(
        Peer peer,
        boolean connected,
        boolean ended,
        boolean stalled,
        String codec,
        List<String> listens,
        int outboundEvents,
        long outboundBytes,
        int unacknowledged) {}
