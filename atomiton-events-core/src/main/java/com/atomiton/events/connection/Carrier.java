package com.atomiton.events.connection;

/** What carries a session's messages at the moment: a connection, or an engine. Thread-safe. */
public interface Carrier {

    /** Whether the peer is there and ready for messages. */
    boolean isOpen();

    /**
     * Has the session's messages written.
     *
     * @param urgent whether without waiting for others
     * @param bytes how many bytes have been added
     */
    void flush(boolean urgent, int bytes);

    /**
     * Has it acknowledged what has come through the session.
     *
     * @param count how many messages are to be acknowledged
     * @param atOnce whether somebody waits for it
     */
    void acknowledgeSoon(int count, boolean atOnce);
}
