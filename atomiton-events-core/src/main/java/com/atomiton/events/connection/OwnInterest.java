package com.atomiton.events.connection;

import com.atomiton.events.codec.Interest;
import java.util.Collection;
import java.util.List;

/**
 * What this process listens to and answers, and how peers get to know it: each connection all of it when it begins, then
 * each change, with none between the two. Thread-safe.
 */
final class OwnInterest {

    private final PeerInterest interest = new PeerInterest(); // Guarded by this

    synchronized void tellAll(Link link, PeerSession session) {
        Interest whole = interest.whole();
        link.toTell()
                .begin(
                        new Interest(
                                whole.listens(),
                                whole.handles(),
                                session.leftNames().all(),
                                List.of(),
                                null),
                        session.leftNames(),
                        () -> session.inbound().received());
    }

    synchronized void changed(Interest change, Collection<PeerSession> sessions) {
        interest.apply(change, InterestLimits.NONE);
        for (PeerSession session : sessions) {
            session.leftNames().add(change.unlistens());
            Link link = session.link();
            if (link != null) {
                link.toTell().add(change);
            }
        }
    }
}
