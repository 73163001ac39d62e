package com.atomiton.events.session;

/**
 * How far a peer has come with what is sent to it, and whether it is stalled: its window was full, and during one whole
 * wait for space the peer took nothing. Whatever it takes later ends the stall. Thread-safe.
 */
public final class PeerProgress {

    private static final long NEVER = -1;

    // Changed under the window's lock.
    private volatile long taken;

    /** What was taken when a message was left out for want of space. */
    private volatile long takenWhenLeftOut = NEVER;

    /** What was taken when the peer was found to be stalled. */
    private volatile long takenWhenStalled = NEVER;

    /** What was taken when an offer was refused for the first time since the window had space; else {@link #NEVER}. */
    private volatile long takenWhenRefused = NEVER;

    private long refusedSince; // Guarded by this

    PeerProgress() {}

    /** How many messages the peer has taken: acknowledged, or received if they are never acknowledged. */
    public long taken() {
        return taken;
    }

    /** For how many nanoseconds offers have been refused while the peer took nothing; to be asked at each refusal. */
    public synchronized long refusedFor(long nowNanos) {
        long now = taken;
        if (takenWhenRefused != now) {
            takenWhenRefused = now;
            refusedSince = nowNanos;
        }
        return nowNanos - refusedSince;
    }

    /**
     * A wait for space has ended without any. The peer is stalled if it has taken nothing since this.
     *
     * @return whether it is stalled now and was not before
     */
    public synchronized boolean stall(long takenBefore) {
        if (taken != takenBefore || isStalled()) {
            return false;
        }
        takenWhenStalled = takenBefore;
        return isStalled();
    }

    /** Whether the peer is stalled: what is for all peers need not wait for it. */
    public boolean isStalled() {
        return takenWhenStalled == taken;
    }

    void took(int messages) {
        if (messages > 0) {
            long before = taken;
            taken = before + messages;
        }
    }

    /** The window has taken a message. */
    void hadSpace() {
        if (takenWhenRefused != NEVER) {
            takenWhenRefused = NEVER;
        }
    }

    void leftOut() {
        takenWhenLeftOut = taken;
    }

    /** Whether the peer has taken nothing since a message was left out: more may have to be left out. */
    boolean isLeavingOut() {
        return takenWhenLeftOut == taken;
    }
}
