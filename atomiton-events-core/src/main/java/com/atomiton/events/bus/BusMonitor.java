package com.atomiton.events.bus;

import com.atomiton.events.connection.PeerSession;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What can be seen of a bus while it runs, for health, meters and endpoints. Reads known state and does no I/O. */
public interface BusMonitor {

    /** The sessions with peers, connected or not; unmodifiable. */
    Collection<PeerSession> sessions();

    /** The payload types this process knows. */
    EventCatalog catalog();

    /** Why there is no connection, or why the last one ended; {@code null} if there is nothing to say. */
    @Nullable
    String lastError();
}
