package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.Destination.Kind;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the bindings of the bus are called in properties and logs. One of several kinds of destinations is called after the
 * first. The second binding of a kind and later ones have a number behind their name; their properties are those of the
 * name without it.
 */
final class Bindings {

    static final String OUT = "atomitonOut";

    private final Map<String, Integer> made = new ConcurrentHashMap<>();

    static String nameFor(Collection<Destination> destinations) {
        Kind kind = destinations.stream()
                .map(Destination::kind)
                .min(Kind::compareTo)
                .orElseThrow(() -> new IllegalArgumentException("'destinations' must not be empty"));
        return switch (kind) {
            case MAIN -> "atomitonMains";
            case RENDERER -> "atomitonRenderers";
            case PROCESS -> "atomitonProcess";
            case PRESENCE -> "atomitonPresence";
        };
    }

    /** What makes the name of a binding one that no other binding of this engine has. */
    String nextNumber(String name) {
        int number = made.merge(name, 1, Integer::sum);
        return number == 1 ? "" : Integer.toString(number);
    }
}
