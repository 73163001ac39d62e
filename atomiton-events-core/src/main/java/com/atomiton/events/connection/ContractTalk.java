package com.atomiton.events.connection;

import com.atomiton.events.codec.Contract;
import com.atomiton.events.codec.EventShape;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.ProtocolException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * What two ends of an established connection tell each other of their events: the renderer its fingerprints, each end
 * those of types that it has got to know since, and both the shapes of what differs. Thread-safe.
 */
final class ContractTalk {

    /** Frames of one peer: an honest one with ten thousand events sends some tens of them. */
    private static final int MAX_WAITING = 1_000;

    /** Fingerprints in a frame; a name has at most 200 characters. */
    private static final int MAX_TOGETHER = 100;

    private final ContractGuard guard;
    private final Executor executor;
    private final ContractWork ownChanges = new ContractWork();
    private final Queue<String> changed = new ConcurrentLinkedQueue<>();

    ContractTalk(ContractGuard guard, Executor executor) {
        this.guard = guard;
        this.executor = executor;
    }

    /** Tells main everything that this renderer knows. */
    void tellAll(Link link) {
        link.contracts().execute(executor, () -> {
            UntoldFingerprints untold = guard.untold();
            for (Map<String, String> part = ContractGuard.part(untold);
                    !part.isEmpty();
                    part = ContractGuard.part(untold)) {
                link.send(FrameType.CONTRACT, new Contract(part, Map.of(), false));
            }
        });
    }

    /** Tells the peers that an event has got a type in this process. */
    void changed(String event, Collection<PeerSession> sessions) {
        if (guard.isOn() && sessions.stream().anyMatch(PeerSession::comparesContract)) {
            changed.add(event);
            ownChanges.execute(executor, () -> tellChanged(sessions));
        }
    }

    /** Together what has come together; those that come here later find nothing to do. */
    private void tellChanged(Collection<PeerSession> sessions) {
        Map<String, String> fingerprints = new HashMap<>();
        for (String event = changed.poll(); event != null; event = changed.poll()) {
            fingerprints.putAll(guard.fingerprint(event));
            if (fingerprints.size() == MAX_TOGETHER) {
                tell(sessions, fingerprints);
                fingerprints.clear();
            }
        }
        tell(sessions, fingerprints);
    }

    private static void tell(Collection<PeerSession> sessions, Map<String, String> fingerprints) {
        for (PeerSession session : sessions) {
            Link link = session.link();
            if (link != null && session.comparesContract() && !fingerprints.isEmpty()) {
                link.send(FrameType.CONTRACT, new Contract(fingerprints, Map.of(), false));
            }
        }
    }

    /** A peer has told something. */
    void received(Link link, PeerSession session, Contract contract) {
        if (!guard.isOn()) {
            throw new ProtocolException("a CONTRACT that was not asked for");
        }
        if (link.contracts().waiting() > MAX_WAITING) {
            throw new ProtocolException("more than " + MAX_WAITING + " CONTRACTs of it wait to be compared");
        }
        link.contracts().execute(executor, () -> answer(link, session, contract));
    }

    private void answer(Link link, PeerSession session, Contract contract) {
        Set<String> differing = link.contracts().untold(guard.differing(contract.fingerprints()));
        for (Map<String, EventShape> part = guard.takeShapes(differing);
                !part.isEmpty();
                part = guard.takeShapes(differing)) {
            link.send(FrameType.CONTRACT, new Contract(Map.of(), part, true));
        }
        if (contract.shapes().isEmpty()) {
            return;
        }
        if (contract.ask()) {
            Set<String> asked = link.contracts().untold(contract.shapes().keySet());
            link.send(FrameType.CONTRACT, new Contract(Map.of(), guard.takeShapes(asked), false));
        }
        ContractDifferences breaking = guard.compare(session.peer(), contract.shapes());
        if (guard.refuses() && !breaking.isEmpty()) {
            // The next HELLO tells the type too, so that one is refused.
            link.closeWhenWritten(
                    "its events differ: " + breaking.describe("here", "at " + ContractGuard.named(session.peer())));
        }
    }
}
