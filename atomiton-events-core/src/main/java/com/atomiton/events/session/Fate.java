package com.atomiton.events.session;

/** Told once what became of a message. Called without a lock held, on the thread that found out; it must not block. */
public interface Fate {

    /** Nobody needs to know. */
    Fate UNOBSERVED = new Fate() {};

    /** The receiver is done with it. */
    default void acknowledged() {}

    /** It was not delivered, or it is not known whether it was. */
    default void dropped(DropReason reason) {}

    /** Whether this receiver is done with it since an earlier attempt, so that it is not to be given it again. */
    default boolean isConsumedBy(Object receiver) {
        return false;
    }

    /**
     * A receiver has failed.
     *
     * @return whether it will be given to it again, so that nobody needs to be told of the failure yet
     */
    default boolean failed(Object receiver, Throwable failure) {
        return false;
    }

    /** It cannot be read, however often it is tried. */
    default void unreadable(Throwable failure) {}
}
