package com.atomiton.events.bus;

/** Runs the tasks of the listeners that share it, in the order in which they come. */
interface Lane {

    /**
     * Adds a task. It must not throw.
     *
     * @param key what the event is about: a lane of several threads keeps the order of each key
     */
    void execute(String key, Runnable task);

    /** Lets what it has run to its end, and waits for that no longer than this. Nothing is taken any more. */
    void stop(long nanos) throws InterruptedException;

    /** Interrupts what runs and drops what has not begun. Nothing is taken any more. */
    void abandon();
}
