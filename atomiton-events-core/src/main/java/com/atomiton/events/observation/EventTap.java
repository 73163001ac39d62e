package com.atomiton.events.observation;

/**
 * Sees each message that passes a bus, while it is attached. It is called on the thread that the message is on, which may
 * be the one that reads a connection: it must be quick and must not block. One that throws is taken off.
 */
@FunctionalInterface
public interface EventTap {

    /** A message has passed. */
    void passed(PassedMessage message);
}
