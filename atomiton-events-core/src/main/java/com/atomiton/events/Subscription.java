package com.atomiton.events;

/** A registered handler; closing it takes the handler away. */
public interface Subscription extends AutoCloseable {

    /**
     * Takes the handler away. After it returns no further call of the handler begins; one that runs now goes on. Twice
     * is the same as once, and nothing is thrown.
     */
    @Override
    void close();
}
