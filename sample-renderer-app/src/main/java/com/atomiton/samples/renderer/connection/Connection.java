package com.atomiton.samples.renderer.connection;

import com.atomiton.events.ConnectionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the connection.
 *
 * @param state the state
 * @param since when it became so
 * @param reason why, where there is something to say
 * @param nextTry when it is tried next, if it is not and nothing says earlier that it could succeed
 * @param main who is at the other end; {@code null} while nobody is
 * @param restartedAt when another conductor took the place of the one before, if that has happened
 */
public record Connection(
        ConnectionState state,
        Instant since,
        @Nullable String reason,
        @Nullable Instant nextTry,
        @Nullable String main,
        @Nullable Instant restartedAt) {}
