package com.atomiton.events.codec;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a process tells all others through an engine: that it is there, again and again.
 *
 * @param sign {@code hello} for the first time, which all others answer; {@code here}; {@code goodbye} when it stops
 * @param role the sender's role, as in {@code renderer}
 * @param instance the sender's id, new with each start of its process
 * @param name the sender's {@code atomiton.events.name}; {@code null} if it has none
 * @param address the name of the destination by which it is reached alone
 * @param interest what it listens to and answers
 */
public record Presence(
        String sign, String role, String instance, @Nullable String name, String address, Interest interest) {

    /** The first one of a process. */
    public static final String HELLO = "hello";

    /** A further one. */
    public static final String HERE = "here";

    /** The last one. */
    public static final String GOODBYE = "goodbye";

    /** With what must be there. */
    public Presence {
        Objects.requireNonNull(sign, "'sign' is missing");
        Objects.requireNonNull(role, "'role' is missing");
        Objects.requireNonNull(instance, "'instance' is missing");
        Objects.requireNonNull(address, "'address' is missing");
        Objects.requireNonNull(interest, "'interest' is missing");
    }
}
