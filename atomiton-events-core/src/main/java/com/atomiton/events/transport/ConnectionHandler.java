package com.atomiton.events.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of one connection and gives it those to write. Called on the transport's one thread, never at the same
 * time, but for {@link #fill} and {@link #filled}; it must not block. A handler that throws has its connection closed with the exception as
 * the cause.
 */
public interface ConnectionHandler {

    /**
     * Puts bytes to be written into the buffer, as many as there are and as fit. Called on the transport's thread or on one
     * that asks for {@link Connection#writeNow}, maybe while bytes are being received, but never twice at the same time.
     *
     * @param out empty, at least 8 KiB large
     * @return whether there is more to write than fitted; then it is called again as soon as the connection takes more
     */
    boolean fill(ByteBuffer out);

    /**
     * Called after {@link #fill}, on its thread, when the transport holds no lock: what was found there and calls foreign
     * code is done now. Maybe while another thread is in {@link #fill}.
     */
    void filled();

    /**
     * Takes all the bytes that have arrived.
     *
     * @param in the transport's own buffer; must be read to its end and not be kept
     */
    void received(ByteBuffer in);

    /**
     * Asked when reading has been {@linkplain Connection#pauseReading paused}, again and again, whether it may go on; on the
     * transport's thread.
     */
    default boolean mayRead() {
        return true;
    }

    /**
     * The connection has ended; nothing is called after this.
     *
     * @param reason why, for people
     * @param cause the error that ended it; {@code null} at an orderly end of the stream or after {@link Connection#close}
     */
    void closed(String reason, @Nullable Throwable cause);
}
