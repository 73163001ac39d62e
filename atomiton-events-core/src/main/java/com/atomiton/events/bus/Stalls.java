package com.atomiton.events.bus;

import com.atomiton.events.LimitedLog;
import com.atomiton.events.connection.PeerSession;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the peers that are stalled: a process that is stopped or away, or a handler that blocks for ever. What is for all
 * peers leaves them out. Says so once when it begins and once when it is over. Thread-safe.
 */
final class Stalls {

    private static final Log log = LogFactory.getLog(Stalls.class);

    private final LimitedLog stalls = new LimitedLog(log);
    private final LimitedLog recoveries = new LimitedLog(log);
    private final Duration limit;
    private final String property;

    /** How many events each has missed; weak, since a session ends without this being told. */
    private final Map<PeerSession, AtomicLong> missed = Collections.synchronizedMap(new WeakHashMap<>());

    /** Whether any has missed one: asked for each event, and almost always not so. */
    private volatile boolean any;

    /** @param stallTimeout {@code null} for as long as one whole wait */
    Stalls(Duration blockTimeout, @Nullable Duration stallTimeout) {
        if (stallTimeout != null && stallTimeout.compareTo(blockTimeout) < 0) {
            this.limit = stallTimeout;
            this.property = "atomiton.events.outbound.stall-timeout";
        } else {
            this.limit = blockTimeout;
            this.property = "atomiton.events.outbound.block-timeout";
        }
    }

    /** How long a peer may take nothing while somebody waits for space in its window. */
    long limitNanos() {
        // Where nobody waits at all, a window that is full for a moment says nothing of its peer.
        return limit.isZero() ? Long.MAX_VALUE : limit.toNanos();
    }

    /** As {@link #limitNanos()}, with the property that says so. */
    String limit() {
        return limit.toMillis() + " ms (" + property + ")";
    }

    /** Somebody has waited as long as this, in vain, since the peer had taken so much. */
    void waitedInVain(PeerSession session, long takenBefore) {
        if (session.outbound().progress().stall(takenBefore)) {
            any = true;
            missed.put(session, new AtomicLong());
            stalls.warn(session.peer() + " is stalled: its window is full and it has taken nothing for "
                    + limit() + ". Until it takes something, events for all peers leave it"
                    + " out; they are counted as dropped (stalled), and it is told of the gap. A larger "
                    + "atomiton.events.outbound.capacity or .max-bytes keeps more for it");
        }
    }

    /** As {@link #waitedInVain}, for somebody who may not wait: the peer has refused so long. */
    void refused(PeerSession session) {
        if (session.outbound().progress().refusedFor(System.nanoTime()) >= limitNanos()) {
            waitedInVain(session, session.outbound().progress().taken());
        }
    }

    void leftOut(PeerSession session) {
        AtomicLong count = missed.get(session);
        if (count != null) {
            count.incrementAndGet();
        }
    }

    /** The peer has taken a message: it is not stalled. */
    void took(PeerSession session) {
        if (!any || session.outbound().progress().isStalled()) {
            return;
        }
        AtomicLong count = missed.remove(session);
        if (count != null) {
            recoveries.info(session.peer() + " takes events again; it has missed " + count.get());
        }
    }
}
