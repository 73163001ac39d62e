package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import com.atomiton.events.codec.Contract;
import com.atomiton.events.codec.Hello;
import com.atomiton.events.protocol.ProtocolException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A HELLO that main answers when both ends have compared their events: it asks until it has seen all fingerprints of the
 * renderer, and the shapes of those that differ. Only the transport's thread uses it.
 */
final class ContractExchange {

    private static final int MAX_EVENTS = 100_000;

    private final ContractGuard guard;
    private final Hello hello;
    private final Peer peer;
    private final Set<String> differing = new LinkedHashSet<>();
    private final ContractDifferences breaking = new ContractDifferences();
    private final Set<String> seen = new HashSet<>();
    private boolean allSeen;

    ContractExchange(ContractGuard guard, Hello hello, Peer peer) {
        this.guard = guard;
        this.hello = hello;
        this.peer = peer;
    }

    Hello hello() {
        return hello;
    }

    Peer peer() {
        return peer;
    }

    ContractDifferences breaking() {
        return breaking;
    }

    /** What to ask next; {@code null} if everything has been compared. */
    @Nullable
    Contract nextQuestion() {
        return allSeen && differing.isEmpty() ? null : new Contract(Map.of(), guard.takeShapes(differing), true);
    }

    /** @throws ProtocolException if it says what has been said: this would never end */
    void answered(Contract answer) {
        for (String name : answer.fingerprints().keySet()) {
            if (!seen.add(name) || seen.size() > MAX_EVENTS) {
                throw new ProtocolException(
                        "the fingerprint of '" + name + "' came twice, or after " + MAX_EVENTS + " others");
            }
        }
        allSeen = answer.fingerprints().isEmpty();
        differing.addAll(guard.differing(answer.fingerprints()));
        breaking.addAll(guard.compare(peer, answer.shapes()));
    }
}
