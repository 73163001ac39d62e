package com.atomiton.events.connection;

import com.atomiton.events.LimitedLog;
import com.atomiton.events.LogText;
import com.atomiton.events.Peer;
import com.atomiton.events.codec.Contract;
import com.atomiton.events.codec.EventShape;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Compares what this process and a peer take events to look like, and tells the differences: each once for a peer. What is
 * larger than a frame may be before the handshake is over is left out, and not compared. Thread-safe.
 */
final class ContractGuard {

    /** The code of a REJECT. */
    static final String REJECTION = "contract";

    private static final Log log = LogFactory.getLog(ContractGuard.class);

    /** Two such parts fit into a frame that comes before the handshake is over. */
    private static final int MAX_PART_BYTES = 28 * 1024;

    private static final int MAX_TOLD = 1_000;

    private final ContractCheck check;
    private final LocalContract local;
    private final LimitedLog warnings = new LimitedLog(log);
    private final LimitedLog notes = new LimitedLog(log);
    private final Set<String> told = new LinkedHashSet<>();

    ContractGuard(ContractCheck check, LocalContract local) {
        this.check = check;
        this.local = local;
    }

    boolean isOn() {
        return check != ContractCheck.OFF;
    }

    /** Whether a connection is to wait until the contracts have been compared. */
    boolean refuses() {
        return check == ContractCheck.FAIL;
    }

    /** Whether this main answers a HELLO only after that. */
    boolean comparesBeforehand(@Nullable String theirs) {
        return isOn() && theirs != null && (refuses() || theirs.equals(ContractCheck.FAIL.label()));
    }

    /** What HELLO and WELCOME say of it. */
    @Nullable
    String label() {
        return isOn() ? check.label() : null;
    }

    /** The fingerprints of this process's events, for a connection on which none have been told. */
    UntoldFingerprints untold() {
        return new UntoldFingerprints(local);
    }

    /** Those that the other end does not know yet, as many as one frame may hold. */
    static Map<String, String> part(UntoldFingerprints untold) {
        return untold.nextPart(MAX_PART_BYTES);
    }

    /** The fingerprint of one event; empty if it has none. */
    Map<String, String> fingerprint(String event) {
        EventShape shape = local.shape(event);
        return shape == null ? Map.of() : Map.of(event, shape.fingerprint());
    }

    /** The names of events that both ends know and of which they have different fingerprints. */
    Set<String> differing(Map<String, String> theirs) {
        Set<String> names = new LinkedHashSet<>();
        theirs.forEach((name, fingerprint) -> {
            EventShape mine = local.shape(name);
            if (mine != null && !mine.fingerprint().equals(fingerprint)) {
                names.add(name);
            }
        });
        return names;
    }

    /** The shapes of these events, as many as one frame may hold; takes the names of those, and of what is too large, out. */
    Map<String, EventShape> takeShapes(Collection<String> names) {
        Map<String, EventShape> shapes = new LinkedHashMap<>();
        int bytes = 0;
        for (Iterator<String> left = names.iterator(); left.hasNext(); ) {
            String name = left.next();
            EventShape shape = local.shape(name);
            int size = shape == null
                    ? Integer.MAX_VALUE
                    : name.length() + shape.toString().getBytes(StandardCharsets.UTF_8).length + 4;
            if (shape == null || size > MAX_PART_BYTES) {
                left.remove();
                log.debug("The shape of '" + LogText.escape(name) + "' cannot be told, so it is not compared");
            } else if (bytes + size > MAX_PART_BYTES) {
                break;
            } else {
                left.remove();
                shapes.put(name, shape);
                bytes += size;
            }
        }
        return shapes;
    }

    /** The answer to a question. */
    Contract answer(Contract question, UntoldFingerprints untold) {
        return new Contract(
                part(untold), takeShapes(new LinkedHashSet<>(question.shapes().keySet())), false);
    }

    /** Compares and tells; what breaks something is returned too. */
    ContractDifferences compare(Peer peer, Map<String, EventShape> theirs) {
        ContractDifferences differences = new ContractDifferences();
        theirs.forEach((event, shape) -> {
            EventShape mine = local.shape(event);
            if (mine != null) {
                differences.add(event, mine.differencesFrom(shape));
            }
        });
        String there = "at " + named(peer);
        ContractDifferences breaking = differences.breaking(true);
        ContractDifferences harmless = differences.breaking(false);
        if (!breaking.isEmpty() && check == ContractCheck.WARN && isNew(there, breaking)) {
            warnings.warn(
                    "Events of " + named(peer) + " differ from those of this process, so some may not be readable: "
                            + breaking.describe("here", there) + " (atomiton.events.contract-check)");
        }
        if (!harmless.isEmpty() && isNew(there, harmless)) {
            notes.info("Events of " + named(peer) + " differ from those of this process without breaking anything: "
                    + harmless.describe("here", there));
        }
        return breaking;
    }

    /** The name of a peer that has one is the same after a restart. */
    static String named(Peer peer) {
        String name = peer.name() == null ? peer.id() : peer.name();
        return name.isEmpty() ? peer.role().label() : peer.role().label() + " " + LogText.escape(name);
    }

    private boolean isNew(String there, ContractDifferences differences) {
        synchronized (told) {
            boolean added = told.add(differences.describe("here", there));
            if (told.size() > MAX_TOLD) {
                told.remove(Collections.unmodifiableSet(told).iterator().next());
            }
            return added;
        }
    }
}
