package com.atomiton.events.connection;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** The last words to peers: what is on its way is given time to be acknowledged, then they are told. */
final class Farewell {

    private Farewell() {}

    static void say(Collection<PeerSession> sessions, Duration timeout, String reason) {
        long deadline = System.nanoTime() + timeout.toNanos() / 2;
        try {
            for (PeerSession session : sessions) {
                if (session.isOpen()) {
                    session.outbound().awaitDelivered(Math.max(0, deadline - System.nanoTime()));
                }
            }
            for (PeerSession session : sessions) {
                Link link = session.link();
                if (link != null) {
                    link.sayGoodbye(reason);
                }
            }
            for (PeerSession session : sessions) {
                awaitClosed(session, deadline);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitClosed(PeerSession session, long deadline) throws InterruptedException {
        Link link = session.link();
        if (link != null) {
            link.awaitClosed(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }
}
