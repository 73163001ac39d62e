package com.atomiton.events.engine.bridge;

import com.atomiton.events.Peer;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;

/** Hears of the renderers of this machine: gives each its delegate, and takes out what is for another machine. */
final class SocketSide extends ForwardingListener {

    private final BridgeEndpoint bridge;

    SocketSide(PeerListener bus, BridgeEndpoint bridge) {
        super(bus);
        this.bridge = bridge;
    }

    @Override
    public void messages(List<ReceivedMessage> received) {
        List<ReceivedMessage> own = new ArrayList<>(received.size());
        for (ReceivedMessage message : received) {
            Delegate delegate = bridge.delegate(message.session());
            if (delegate != null && delegate.isForMains(message.message(), bridge.ownInterest())) {
                delegate.passToMains(message);
            } else {
                own.add(message);
            }
        }
        if (!own.isEmpty()) {
            super.messages(own);
        }
    }

    @Override
    public void interestChanged(PeerSession session, InterestChange change) {
        bridge.rendererListens(session, change);
        super.interestChanged(session, change);
    }

    @Override
    public void lost(PeerSession session, Peer peer, String reason) {
        bridge.rendererEnded(session, peer);
        super.lost(session, peer, reason);
    }
}
