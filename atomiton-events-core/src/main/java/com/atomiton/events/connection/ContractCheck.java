package com.atomiton.events.connection;

import java.util.Locale;

/** What happens when two processes take an event to look different. */
public enum ContractCheck {

    /** The differences are logged, once for each peer. */
    WARN,

    /** The connection is refused if a difference is one that breaks something. */
    FAIL,

    /** Nothing is compared. */
    OFF;

    /** The name on the wire and in {@code atomiton.events.contract-check}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
