package com.atomiton.events.connection;

import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of the life of the process at a session's other end: nothing, unless it was seen to live at a
 * handshake. Thread-safe.
 */
final class PeerLife {

    private @Nullable String reference; // Guarded by this
    private volatile @Nullable ProcessWatch watch;

    /**
     * Looks at the process that has just shaken hands, unless it is the one that is watched already.
     *
     * @param said the reference that it named
     * @param user its user
     */
    synchronized void look(Transport transport, @Nullable String said, @Nullable Object user) {
        if (watch != null && said != null && said.equals(reference)) {
            return;
        }
        close();
        reference = said;
        watch = said == null ? null : transport.watch(said, user);
    }

    /** By which the end of the process can be proven; {@code null} if it cannot. */
    @Nullable
    ProcessWatch watch() {
        return watch;
    }

    /** Nothing more need be known. */
    synchronized void close() {
        ProcessWatch watched = watch;
        watch = null;
        if (watched != null) {
            watched.close();
        }
    }
}
