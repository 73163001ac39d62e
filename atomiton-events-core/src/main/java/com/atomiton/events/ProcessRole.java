package com.atomiton.events;

import java.util.Locale;

/** What a process is among the processes of an application. */
public enum ProcessRole {

    /** The one process that the others connect to. */
    MAIN,

    /** A process that connects to main. */
    RENDERER,

    /** Neither: the bus is a plain local one. */
    STANDALONE;

    /** The name as it is written in properties and on the wire: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
