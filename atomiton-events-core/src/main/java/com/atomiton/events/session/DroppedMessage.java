package com.atomiton.events.session;

/** A message that was dropped when it was its turn, and whose fate has not been told yet. */
public record DroppedMessage(OutboundMessage message, DropReason reason) {

    /** Tells its fate; not under a lock, and not on a thread that others need. */
    public void tell() {
        message.fate().dropped(reason);
    }
}
