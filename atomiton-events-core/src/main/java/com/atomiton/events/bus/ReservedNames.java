package com.atomiton.events.bus;

import com.atomiton.events.EventContractException;

/** The names that belong to the bus itself. They are not announced to peers, counted, or shown to taps. */
final class ReservedNames {

    /** What they begin with. */
    static final String PREFIX = "atomiton:";

    private ReservedNames() {}

    static boolean isReserved(String name) {
        return name.startsWith(PREFIX);
    }

    /** @throws EventContractException if the application wants to answer a reserved name */
    static void requireFree(String name) {
        if (isReserved(name)) {
            throw new EventContractException(
                    "the name '" + name + "' begins with '" + PREFIX + "', which is reserved for the bus itself",
                    "give it another name",
                    null);
        }
    }
}
