package com.atomiton.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of the connection's state. Also published as a Spring application event.
 *
 * @param previous the state before
 * @param current the state since {@code at}
 * @param at when it changed, by this process's clock
 * @param reason why, for people; {@code null} if there is nothing to say
 */
public record ConnectionStateChanged(
        ConnectionState previous,
        ConnectionState current,
        Instant at,
        @Nullable String reason) {}
