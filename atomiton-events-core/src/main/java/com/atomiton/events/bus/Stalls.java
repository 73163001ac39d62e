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

/**
 * The peers that are left out of broadcasts since they acknowledge nothing while their windows are full: a process that
 * is stopped, or a handler that blocks for ever. Says so once when it begins and once when it is over. Thread-safe.
 */
final class Stalls {

    private static final Log log = LogFactory.getLog(Stalls.class);

    private final LimitedLog stalls = new LimitedLog(log);
    private final Duration timeout;

    /** How many events each has missed; weak, since a session ends without this being told. */
    private final Map<PeerSession, AtomicLong> missed = Collections.synchronizedMap(new WeakHashMap<>());

    /** Whether any has missed one: asked for each event, and almost always not so. */
    private volatile boolean any;

    Stalls(Duration timeout) {
        this.timeout = timeout;
    }

    long timeoutNanos() {
        return timeout.toNanos();
    }

    boolean isStalled(PeerSession session) {
        return missed.containsKey(session);
    }

    void leftOut(PeerSession session) {
        any = true;
        AtomicLong count = missed.computeIfAbsent(session, begins -> {
            stalls.warn(session.peer() + " is stalled: its window is full and it has acknowledged nothing for "
                    + timeout.toMillis()
                    + " ms (atomiton.events.outbound.stall-timeout); broadcasts leave it out until it"
                    + " does, and it is told of the gap");
            return new AtomicLong();
        });
        count.incrementAndGet();
    }

    /** The peer has taken a message: it is not stalled. */
    void took(PeerSession session) {
        if (!any) {
            return;
        }
        AtomicLong count = missed.remove(session);
        if (count != null) {
            log.info(session.peer() + " takes events again; it has missed " + count.get());
        }
    }
}
