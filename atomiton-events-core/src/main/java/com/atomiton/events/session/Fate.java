package com.atomiton.events.session;

/** Told once what became of a message. Called without a lock held, on the thread that found out; it must not block. */
public interface Fate {

    /** Nobody needs to know. */
    Fate UNOBSERVED = new Fate() {};

    /** The receiver is done with it. */
    default void acknowledged() {}

    /** It was not delivered, or it is not known whether it was. */
    default void dropped(DropReason reason) {}
}
