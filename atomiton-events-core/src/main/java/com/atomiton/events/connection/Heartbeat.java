package com.atomiton.events.connection;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that a peer no longer answers: asks for a sign of life when there was none for a while, and closes the link
 * when there is none for too long, or when a frame does not come to its end. If this process itself was asleep, a beat
 * comes late; what has arrived may not have been read then, so the peer gets a fresh chance. So it does while nothing is
 * read from it for want of memory.
 */
final class Heartbeat implements Runnable {

    private final Link link;
    private final long intervalNanos;
    private final long timeoutNanos;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;

    private volatile long lastBytes;
    private volatile long frameBegan;
    private volatile boolean midFrame;
    private long lastBeat;
    private @Nullable Future<?> beats;

    /** A look between two beats. */
    private @Nullable Future<?> between;

    Heartbeat(Link link, ConnectionSettings settings, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.link = link;
        this.intervalNanos = settings.heartbeatInterval().toNanos();
        this.timeoutNanos = settings.heartbeatTimeout().toNanos();
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    synchronized void start() {
        lastBytes = nanoTime.getAsLong();
        lastBeat = lastBytes;
        beats = timer.scheduleAtFixedRate(this, intervalNanos, intervalNanos, TimeUnit.NANOSECONDS);
    }

    synchronized void stop() {
        if (beats != null) {
            beats.cancel(false);
        }
        if (between != null) {
            between.cancel(false);
        }
    }

    void bytesArrived() {
        lastBytes = nanoTime.getAsLong();
    }

    void frameArrived() {
        midFrame = false;
    }

    void midFrame(boolean now) {
        if (now && !midFrame) {
            frameBegan = nanoTime.getAsLong();
        }
        midFrame = now;
    }

    @Override
    public synchronized void run() {
        long now = nanoTime.getAsLong();
        boolean slept = isLate(now);
        lastBeat = now;
        boolean unread = slept || link.isPaused();
        if (unread) {
            lastBytes = now;
            frameBegan = now;
        }
        if (closeIfOver(now)) {
            return;
        }
        if (unread || now - lastBytes >= intervalNanos / 2) {
            byte[] token = ByteBuffer.allocate(Long.BYTES).putLong(now).array();
            link.send(new Frame(FrameType.PING, 0, token));
        }
        long patience = timeoutNanos - Math.max(now - lastBytes, midFrame ? now - frameBegan : 0);
        if (patience < intervalNanos) {
            // The next beat would come too late.
            between = timer.schedule(this::look, patience, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void look() {
        long now = nanoTime.getAsLong();
        if (!isLate(now)) {
            closeIfOver(now);
        }
    }

    private boolean isLate(long now) {
        return now - lastBeat > intervalNanos + intervalNanos / 2;
    }

    private boolean closeIfOver(long now) {
        if (now - lastBytes >= timeoutNanos) {
            link.close("no sign of life for " + millis(now - lastBytes) + " ms (atomiton.events.heartbeat.timeout is "
                    + millis(timeoutNanos) + " ms)");
        } else if (midFrame && now - frameBegan >= timeoutNanos) {
            link.close("a frame is not complete after " + millis(now - frameBegan)
                    + " ms (atomiton.events.heartbeat.timeout is " + millis(timeoutNanos) + " ms)");
        } else {
            return false;
        }
        return true;
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
