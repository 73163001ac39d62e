package com.atomiton.events.transport.unix;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** The owner of a channel that a {@link SelectorLoop} watches; called on the loop's thread. */
interface Registered {

    /** The channel is ready for something that the key is interested in. */
    void ready(SelectionKey key) throws IOException;

    /** It has thrown this when it was ready. */
    void failed(Throwable failure);

    /** Nothing watches the channel any more, for this reason; the loop has another selector now. */
    void selectorLost(Throwable failure);

    /** Closes the channel, whatever state it is in; twice is the same as once. */
    void end(String reason, @Nullable Throwable cause);
}
