package com.atomiton.events.codec;

import java.util.Objects;

/**
 * The last frame before the sender ends the connection on purpose.
 *
 * @param reason why, for people
 */
public record Goodbye(String reason) {

    public Goodbye {
        Objects.requireNonNull(reason, "'reason' is missing");
    }
}
