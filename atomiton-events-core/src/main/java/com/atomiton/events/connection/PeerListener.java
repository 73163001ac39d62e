package com.atomiton.events.connection;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContractException;
import com.atomiton.events.Peer;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.session.DropReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Told of what comes from peers. Called on the transport's thread or the timer's; must not block. */
public interface PeerListener {

    /**
     * Messages have arrived together, once and in order. {@link ReceivedMessage#done} is to be called for each, in any
     * order.
     *
     * @param received not to be kept
     */
    void messages(List<ReceivedMessage> received);

    /** A message that has arrived was dropped: too much of its peer's is not consumed yet, or it came too late. */
    void dropped(Message message, DropReason reason);

    /** A peer has connected; its interest is not known yet. */
    void connected(PeerSession session, boolean resumed);

    /**
     * A peer has said, for the first time or anew, what it listens to and answers; the session has it already.
     *
     * @param change what is different from before; it may be nothing
     */
    void interestChanged(PeerSession session, InterestChange change);

    /** There will be no connection as long as this process and main take their events to look different. */
    void refused(EventContractException reason);

    /** A peer's connection has ended; it may come back. */
    void disconnected(PeerSession session, String reason);

    /**
     * A peer has ended, or was away for too long: it will not answer what it was sent.
     *
     * @param peer the process that ended; the session may go on with one that takes its place
     */
    void lost(PeerSession session, Peer peer, String reason);

    /**
     * A request that was sent to whoever answers it will not be answered: the process that had taken it has ended.
     *
     * @param id the request's
     */
    void unanswered(long id, Peer peer, String reason);

    /** Another process has taken the place of one that ended. */
    void restarted(PeerSession session, Peer previous);

    /** Messages of these numbers will not come. */
    void gap(PeerSession session, long from, long to);

    /** The state of this process's connection has changed. */
    void stateChanged(ConnectionState previous, ConnectionState current, @Nullable String reason);

    /** The listener of an endpoint, which has one once it is started. */
    static PeerListener started(@Nullable PeerListener listener) {
        if (listener == null) {
            throw new EventBusException("the endpoint has not been started", null);
        }
        return listener;
    }
}
