package com.atomiton.events.engine.bridge;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventContractException;
import com.atomiton.events.Peer;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.session.DropReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the bus all that it is told; subclasses leave something out or add something. */
class ForwardingListener implements PeerListener {

    private final PeerListener bus;

    ForwardingListener(PeerListener bus) {
        this.bus = bus;
    }

    @Override
    public void messages(List<ReceivedMessage> received) {
        bus.messages(received);
    }

    @Override
    public void dropped(Message message, DropReason reason) {
        bus.dropped(message, reason);
    }

    @Override
    public void connected(PeerSession session, boolean resumed) {
        bus.connected(session, resumed);
    }

    @Override
    public void interestChanged(PeerSession session, InterestChange change) {
        bus.interestChanged(session, change);
    }

    @Override
    public void refused(EventContractException reason) {
        bus.refused(reason);
    }

    @Override
    public void disconnected(PeerSession session, String reason) {
        bus.disconnected(session, reason);
    }

    @Override
    public void lost(PeerSession session, Peer peer, String reason) {
        bus.lost(session, peer, reason);
    }

    @Override
    public void unanswered(long id, Peer peer, String reason) {
        bus.unanswered(id, peer, reason);
    }

    @Override
    public void restarted(PeerSession session, Peer previous) {
        bus.restarted(session, previous);
    }

    @Override
    public void gap(PeerSession session, long from, long to) {
        bus.gap(session, from, to);
    }

    @Override
    public void stateChanged(ConnectionState previous, ConnectionState current, @Nullable String reason) {
        bus.stateChanged(previous, current, reason);
    }
}
