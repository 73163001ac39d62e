package com.atomiton.events.bus;

import com.atomiton.events.Subscription;
import com.atomiton.events.observation.EventTap;
import com.atomiton.events.observation.PassedMessage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What another process looks through: taken off the bus by the first message that passes long after it has last asked. */
final class RemoteTap<T extends EventTap> implements EventTap {

    static final long FORGOTTEN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final T tap;
    private volatile long askedAt = System.nanoTime();
    private volatile @Nullable Subscription subscription;
    private volatile boolean closed;

    RemoteTap(T tap) {
        this.tap = tap;
    }

    void attachTo(Taps taps) {
        subscription = taps.add(this);
    }

    /** The viewer has asked. */
    T asked() {
        askedAt = System.nanoTime();
        return tap;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void passed(PassedMessage message) {
        if (System.nanoTime() - askedAt > FORGOTTEN_AFTER_NANOS) {
            close();
        } else {
            tap.passed(message);
        }
    }

    void close() {
        closed = true;
        Subscription attached = subscription;
        if (attached != null) {
            attached.close();
        }
    }
}
