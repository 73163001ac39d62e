package com.atomiton.events.bus;

import org.jspecify.annotations.Nullable;

/** The way back to the asker of a request, be it a peer or this process. */
interface Answer {

    /** @throws com.atomiton.events.EventSerializationException if it cannot be encoded */
    void progress(Object progress);

    /** @throws com.atomiton.events.EventSerializationException if it cannot be encoded; then {@link #failed} may follow */
    void reply(@Nullable Object value);

    void failed(Throwable failure);

    /** The request is over, answered or not. The last call. */
    void done();
}
