package com.atomiton.events.engine;

/**
 * Where a record goes within a namespace: a topic of the engine.
 *
 * @param kind who receives from it
 * @param name which of this kind; empty if there is only one
 */
public record Destination(Kind kind, String name) {

    /** All processes tell in it that they are there. */
    public static final Destination PRESENCE = new Destination(Kind.PRESENCE, "");

    /** Who receives from a destination. */
    public enum Kind {

        /** The processes of role main, sharing it. The name is an event's; empty for those that a pattern listens to. */
        MAIN,

        /** The processes of role renderer, each all of it. The name is an event's; empty for those of patterns. */
        RENDERER,

        /** What is for one process alone. The name is the process's address. */
        PROCESS,

        /** Everybody. The name is empty. */
        PRESENCE
    }

    /** For the mains, one of which takes it. */
    public static Destination mains(String event) {
        return new Destination(Kind.MAIN, event);
    }

    /** For all renderers. */
    public static Destination renderers(String event) {
        return new Destination(Kind.RENDERER, event);
    }

    /** For one process. */
    public static Destination process(String address) {
        return new Destination(Kind.PROCESS, address);
    }
}
