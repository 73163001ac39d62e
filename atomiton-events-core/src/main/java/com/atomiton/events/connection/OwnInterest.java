package com.atomiton.events.connection;

import com.atomiton.events.codec.Interest;
import java.util.Collection;

/**
 * What this process listens to and answers, and how peers get to know it: each connection all of it when it begins, then
 * each change, with none between the two. Thread-safe.
 */
final class OwnInterest {

    private final PeerInterest interest = new PeerInterest(); // Guarded by this

    synchronized void tellAll(Link link) {
        link.toTell().begin(interest.whole());
    }

    synchronized void changed(Interest change, Collection<PeerSession> sessions) {
        interest.apply(change, InterestLimits.NONE);
        for (PeerSession session : sessions) {
            Link link = session.link();
            if (link != null) {
                link.toTell().add(change);
            }
        }
    }
}
