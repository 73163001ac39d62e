package com.atomiton.events.engine;

import java.util.concurrent.CompletableFuture;

/** That a process receives from some destinations. */
public interface EngineSubscription extends AutoCloseable {

    /** Completed, on any thread, when nothing that is sent from now on is missed. */
    CompletableFuture<Void> ready();

    /** Ends it, after the record that is being received. Does not wait for that; twice is the same as once. */
    @Override
    void close();
}
