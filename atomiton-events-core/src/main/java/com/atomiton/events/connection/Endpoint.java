package com.atomiton.events.connection;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.codec.Interest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** This process's side of its connections: main's, a renderer's, or none. Thread-safe. */
public interface Endpoint {

    /**
     * Takes what only one process can have, ahead of {@link #start}, which does it too. Twice is the same as once.
     *
     * @throws com.atomiton.events.EventBusException if another process has it, or it cannot be had as things are
     *     configured
     */
    default void claim() {}

    /**
     * Starts to listen or to connect, ready for events.
     *
     * @throws com.atomiton.events.EventBusException if that is impossible as things are configured
     */
    void start(PeerListener listener);

    /**
     * Tells all peers what has changed in what this process listens to and answers, before any message that is offered
     * later. Also before {@link #start}; then it is told on connecting. By one thread at a time.
     */
    void announce(Interest change);

    /** An event has got a payload type in this process, so it can be compared with what peers take it to be. */
    void contractChanged(String event);

    /**
     * The sessions there are, connected or not. Unmodifiable; for a renderer with a socket always one: that with main.
     */
    Collection<PeerSession> sessions();

    /**
     * The sessions that an event goes through which is for nobody in particular; a renderer's requests go through the
     * first. All sessions, if no engine is used.
     */
    default Collection<PeerSession> audience() {
        return sessions();
    }

    /** The connection's state now. */
    ConnectionState state();

    /** Why there is no connection; for main, which one ended last and why. {@code null} if there is nothing to say. */
    @Nullable
    String lastError();

    /** When that happened; {@code null} if there is nothing to say. */
    @Nullable
    Instant lastErrorAt();

    /** When the next attempt to connect begins by itself; {@code null} while none is planned. */
    @Nullable
    Instant nextAttempt();

    /**
     * Called now and then: begins again what there was no memory or no thread for when it was to begin, and sees whether the
     * transport works.
     */
    default void look() {}

    /**
     * Says goodbye and closes everything, after what is on its way has been acknowledged or half this time is over.
     * Blocks; twice is the same as once.
     */
    void stop(Duration timeout);
}
