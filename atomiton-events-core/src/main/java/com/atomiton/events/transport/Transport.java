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
     * Watches the process behind a peer's reference. It must be seen to live now, while the handshake with it goes on:
     * that something cannot be found later proves nothing, since two processes may see different files. Does file I/O.
     *
     * @param livenessReference what the peer said in the handshake
     * @param user the peer's user, as {@link Connection#user} says
     * @return {@code null} if the process is not seen to live; its end will not be proven then
     */
    @Nullable
    ProcessWatch watch(String livenessReference, @Nullable Object user);

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
