package com.atomiton.events.benchmarks;

/** Told by a {@link Side} of the events that a handler has received, decoded as its users would get them. */
@FunctionalInterface
public interface Receiver {

    /** Called on the thread that handles events, after each one or after each batch. */
    void received(int events);
}
