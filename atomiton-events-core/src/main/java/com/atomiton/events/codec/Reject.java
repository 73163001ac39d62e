package com.atomiton.events.codec;

import java.util.Objects;

/**
 * The answer to a {@link Hello} that is not accepted; the connection ends after it.
 *
 * @param code why, for programs
 * @param message why, for people, with what to do about it
 */
public record Reject(String code, String message) {

    public Reject {
        Objects.requireNonNull(code, "'code' is missing");
        Objects.requireNonNull(message, "'message' is missing");
    }
}
