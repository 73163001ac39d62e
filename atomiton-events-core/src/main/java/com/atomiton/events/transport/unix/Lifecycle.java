package com.atomiton.events.transport.unix;

import com.atomiton.events.EventBusException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts something once and ends it once. What is to be closed is handed out, not closed under the lock: the close waits
 * for handlers, and they may close as well.
 *
 * @param <S> what a start makes
 */
final class Lifecycle<S> {

    private volatile @Nullable S started;
    private boolean ended; // Guarded by this

    /** What has been started; {@code null} before the start, and not {@code null} again. */
    @Nullable
    S started() {
        return started;
    }

    synchronized void start(Supplier<S> starter) {
        if (ended || started != null) {
            throw new EventBusException("A transport can be started once, and not after it was closed", null);
        }
        started = starter.get();
    }

    /** What is to be closed now; {@code null} if there is nothing, or it was handed out before. */
    synchronized @Nullable S end() {
        S toClose = ended ? null : started;
        ended = true;
        return toClose;
    }
}
