package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.EngineRecordRefusedException;
import java.util.Locale;
import org.springframework.util.Assert;

/**
 * How destinations and groups are called at the broker: {@code <prefix>.<namespace>.<kind>[.<name>]}. Different
 * destinations have different names, also for Kafka, which takes {@code a.b} and {@code a_b} for the same: no name has an
 * underscore unless the prefix has one. In an event's name a colon becomes a dot, a dot {@code -.}, a hyphen {@code --}, an
 * underscore {@code -u}; in all names any other character becomes {@code -x}, its number in hexadecimal and {@code -}.
 */
final class DestinationNames {

    /** What Kafka allows, in characters; RabbitMQ allows 255 bytes. */
    static final int MAX_LENGTH = 249;

    private final String start;

    DestinationNames(String prefix, String namespace) {
        Assert.isTrue(
                prefix.matches("[A-Za-z0-9.-]+"),
                () -> "'atomiton.events.cloud-stream.prefix' must be of letters, digits, dots and hyphens, but is '"
                        + prefix + "'");
        this.start = prefix + "." + encoded(namespace, "-x3a-") + ".";
    }

    /** What all names begin with. */
    String start() {
        return start;
    }

    /** @throws EngineRecordRefusedException if the broker could not have a destination of this name */
    String of(Destination destination) {
        String kind = destination.kind().name().toLowerCase(Locale.ROOT);
        String name = start + kind;
        if (!destination.name().isEmpty()) {
            name += "." + encoded(destination.name(), ".");
        }
        if (name.length() > MAX_LENGTH) {
            throw new EngineRecordRefusedException(
                    "The destination of " + kind + " '" + destination.name() + "' would be called '"
                            + name + "' at the broker, which is " + name.length() + " characters of at most "
                            + MAX_LENGTH
                            + ": shorten the name or 'atomiton.events.cloud-stream.prefix'",
                    null);
        }
        return name;
    }

    String ofGroup(String group) {
        return start + encoded(group, ".");
    }

    private static String encoded(String name, String colon) {
        StringBuilder encoded = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case ':' -> encoded.append(colon);
                case '.' -> encoded.append("-.");
                case '_' -> encoded.append("-u");
                case '-' -> encoded.append("--");
                default -> {
                    if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                        encoded.append(c);
                    } else {
                        encoded.append("-x").append(Integer.toHexString(c)).append('-');
                    }
                }
            }
        }
        return encoded.toString();
    }
}
