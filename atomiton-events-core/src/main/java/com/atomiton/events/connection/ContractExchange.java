package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import com.atomiton.events.codec.Contract;
import com.atomiton.events.codec.Hello;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A HELLO that main answers when both ends have compared their events: it asks until it has seen all fingerprints of the
 * renderer, and the shapes of those that differ. Only the transport's thread uses it.
 */
final class ContractExchange {

    private final ContractGuard guard;
    private final Hello hello;
    private final Peer peer;
    private final Set<String> differing = new LinkedHashSet<>();
    private final ContractDifferences breaking = new ContractDifferences();
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

    void answered(Contract answer) {
        allSeen = answer.fingerprints().isEmpty();
        differing.addAll(guard.differing(answer.fingerprints()));
        breaking.addAll(guard.compare(peer, answer.shapes()));
    }
}
