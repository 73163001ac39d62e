package com.atomiton.events.connection;

import com.atomiton.events.codec.Contract;
import com.atomiton.events.protocol.Frame;
import org.jspecify.annotations.Nullable;

/** The endpoint that a {@link Link} belongs to. Called on the transport's thread. */
interface LinkOwner {

    /** A frame has arrived before the handshake is over. */
    void handshake(Link link, Frame frame);

    /** The peer has said goodbye: it ends. */
    void goodbye(PeerSession session, String reason);

    /** The peer tells what it takes events to look like. */
    void contract(Link link, PeerSession session, Contract contract);

    /** The link has ended. {@link Link#session()} is what it belonged to, if the handshake got that far. */
    void closed(Link link, String reason, @Nullable Throwable cause);

    /** Where messages and interest go. */
    PeerListener listener();
}
