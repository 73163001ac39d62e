package com.atomiton.events.bus;

import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.observation.PassedMessage.Content;
import com.atomiton.events.session.OutboundMessage;
import org.jspecify.annotations.Nullable;

/** A payload on its way to a peer. Where it begins in the message is found out when somebody wants to see it. */
record SentContent(Codecs codecs, PeerSession session, OutboundMessage message) implements Content {

    @Override
    public int size() {
        return kept().size();
    }

    @Override
    public @Nullable Object values() {
        return kept().values();
    }

    @Override
    public Content kept() {
        // Where it has a number, any does here.
        return new EncodedContent(codecs.encoded(session, message.read(message.isNumbered() ? 1 : 0)));
    }
}
