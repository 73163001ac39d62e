package com.atomiton.events.transport;

import org.jspecify.annotations.Nullable;

/** An open stream of bytes to another process, as its {@link ConnectionHandler} sees it. */
public interface Connection {

    /**
     * Asks the transport to call {@link ConnectionHandler#fill} soon, on its thread. Never blocks; any thread may call
     * it; many calls before the transport gets to it are one.
     */
    void requestWrite();

    /**
     * As {@link #requestWrite}, for what somebody waits for: if nothing is being written, {@link ConnectionHandler#fill} is
     * called on this very thread, which saves waking another. Never blocks; any thread may call it that holds no lock that
     * {@code fill} needs.
     */
    default void writeNow() {
        requestWrite();
    }

    /**
     * Asks the transport to read no more from this connection for a millisecond or two, since what it has read waits to be
     * handled, and longer if {@link ConnectionHandler#mayRead} says so; it is no more than a hint. To be called in {@link ConnectionHandler#received}.
     */
    default void pauseReading() {}

    /** Whether reading does pause then, and {@link ConnectionHandler#mayRead} is asked. */
    default boolean pausesReading() {
        return false;
    }

    /**
     * The user of the process at the other end, as the kernel and not the process says; to be compared with
     * {@code equals}.
     *
     * @return {@code null} if the transport stays within one process
     */
    @Nullable
    Object user();

    /**
     * Closes the connection; {@link ConnectionHandler#closed} follows on the transport's thread, once. What the handler
     * has filled in before is still written if the other end takes it at once. Any thread; twice is the same as once.
     *
     * @param reason why, for people
     */
    void close(String reason);
}
