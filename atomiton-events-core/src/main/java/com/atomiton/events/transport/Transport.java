package com.atomiton.events.transport;

import org.jspecify.annotations.Nullable;

/** What a transport of either side can do. */
public interface Transport extends AutoCloseable {

    /**
     * A reference, sent in the handshake, by which a peer can find out whether this process has ended.
     *
     * @return {@code null} before the transport has started, or if it has no such thing
     */
    @Nullable
    String livenessReference();

    /**
     * Whether the process behind a peer's reference is proven to have ended. {@code false} is no proof of life. Does file
     * I/O; not to be called on the transport's thread.
     */
    boolean hasEnded(String livenessReference);

    /**
     * Why nothing is accepted, or nothing can be connected, just now; it goes on by itself when that is over. Any thread.
     *
     * @return {@code null} if there is nothing in its way
     */
    default @Nullable String trouble() {
        return null;
    }

    /** Closes everything that is open; handlers are told, threads end. Blocks for a moment; twice is the same as once. */
    @Override
    void close();
}
