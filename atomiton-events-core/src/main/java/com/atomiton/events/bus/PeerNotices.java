package com.atomiton.events.bus;

import com.atomiton.events.Peer;
import com.atomiton.events.PeerConnected;
import com.atomiton.events.PeerDisconnected;
import com.atomiton.events.connection.PeerSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the application which peers come and go. Of a process that was killed the connection ends first, and a moment
 * later it is proven that the process has ended: the first is held back for that moment, so that the application is told
 * once, by the second.
 */
final class PeerNotices {

    /** Longer than the first proofs take, and no time to whoever is told. */
    static final Duration PATIENCE = Duration.ofMillis(300);

    private final Notifications notifications;
    private final ScheduledExecutorService timer;

    /** What is held back. Only the notifications' tasks, which run one at a time, use it. */
    private final Map<PeerSession, PeerDisconnected> heldBack = new HashMap<>();

    PeerNotices(Notifications notifications, ScheduledExecutorService timer) {
        this.notifications = notifications;
        this.timer = timer;
    }

    void connected(PeerSession session, PeerConnected event) {
        notifications.publish(event, () -> {
            PeerDisconnected before = heldBack.remove(session);
            if (before != null) {
                notifications.tell(before);
            }
            notifications.tell(event);
        });
    }

    void disconnected(PeerSession session, PeerDisconnected event) {
        notifications.publish(event, () -> heldBack.put(session, event));
        Runnable release = () -> notifications.execute(() -> {
            if (heldBack.remove(session, event)) {
                notifications.tell(event);
            }
        });
        try {
            var unused = timer.schedule(release, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            release.run();
        }
    }

    void lost(PeerSession session, Peer peer, String reason) {
        PeerDisconnected event = new PeerDisconnected(peer, reason, true);
        notifications.publish(event, () -> {
            heldBack.remove(session);
            notifications.tell(event);
        });
    }
}
