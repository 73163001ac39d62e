package com.atomiton.events;

import java.time.Instant;

/** What is known about a request, and the way to report progress while it is answered. */
public interface RequestContext extends EventContext {

    /**
     * Sends progress to the asker, in order and before the reply. Ignored once the request has been answered, cancelled
     * or has timed out.
     *
     * @throws EventSerializationException if it cannot be encoded
     */
    void progress(Object progress);

    /** Whether the asker no longer waits: it cancelled, its time ran out, or its process ended. */
    boolean isCancelled();

    /** When the asker stops waiting, by this process's clock. */
    Instant deadline();
}
