package com.atomiton.events;

import org.jspecify.annotations.Nullable;

/**
 * A process on the bus.
 *
 * @param id identifies the process; another one after a restart
 * @param name its {@code atomiton.events.name}, the same after a restart; {@code null} if it has none
 * @param role its role
 */
public record Peer(String id, @Nullable String name, ProcessRole role) {

    /** For people and logs: what the peer says of itself is escaped. */
    @Override
    public String toString() {
        String own = name == null ? id : name + " (" + id + ")";
        // Main has no id here before the first connection
        return own.isEmpty() ? role.label() : role.label() + " " + LogText.escape(own);
    }
}
