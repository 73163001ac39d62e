package com.atomiton.events.autoconfigure;

import java.util.Locale;

/**
 * What carries the events of this process, and why it is that.
 *
 * @param carrier what it is
 * @param reason in words
 */
record ChosenTransport(Carrier carrier, String reason) {

    private static final String PROPERTY = "'atomiton.events.transport'";

    /** What can carry events. */
    enum Carrier {
        SOCKET,
        ENGINE
    }

    /**
     * Chooses.
     *
     * @param engine whether there is an engine
     * @throws MissingEngineException if one is asked for that is not there
     */
    static ChosenTransport of(TransportChoice choice, boolean engine) {
        String value = choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (choice == TransportChoice.CLOUD_STREAM && !engine) {
            throw new MissingEngineException(value);
        }
        String set = "by " + PROPERTY + " = " + value;
        return switch (choice) {
            case UNIX -> new ChosenTransport(Carrier.SOCKET, set);
            case CLOUD_STREAM -> new ChosenTransport(Carrier.ENGINE, set);
            case AUTO ->
                engine
                        ? new ChosenTransport(Carrier.ENGINE, "since there is one")
                        : new ChosenTransport(Carrier.SOCKET, "since there is no engine");
        };
    }

    /** What is logged once at the start. */
    String announcement() {
        return "Events travel through " + (carrier == Carrier.SOCKET ? "the socket of this machine " : "the engine ")
                + reason;
    }
}
