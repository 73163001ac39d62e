package com.atomiton.events.autoconfigure;

import com.atomiton.events.ProcessRole;
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
        ENGINE,
        BOTH
    }

    /**
     * Chooses.
     *
     * @param engine whether there is an engine
     * @param socketPath whether the path of a socket is configured
     * @throws MissingEngineException if one is asked for that is not there
     */
    static ChosenTransport of(TransportChoice choice, boolean engine, boolean socketPath) {
        boolean needsEngine = choice == TransportChoice.CLOUD_STREAM || choice == TransportChoice.BRIDGE;
        String value = choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (needsEngine && !engine) {
            throw new MissingEngineException(value);
        }
        String set = "by " + PROPERTY + " = " + value;
        return switch (choice) {
            case UNIX -> new ChosenTransport(Carrier.SOCKET, set);
            case CLOUD_STREAM -> new ChosenTransport(Carrier.ENGINE, set);
            case BRIDGE -> new ChosenTransport(Carrier.BOTH, set);
            case AUTO -> {
                if (!engine) {
                    yield new ChosenTransport(Carrier.SOCKET, "since there is no engine");
                }
                yield socketPath
                        ? new ChosenTransport(
                                Carrier.BOTH, "since there is an engine and 'atomiton.events.socket.path' is set")
                        : new ChosenTransport(
                                Carrier.ENGINE, "since there is one and 'atomiton.events.socket.path' is not set");
            }
        };
    }

    /** What is logged once at the start. */
    String announcement(ProcessRole role) {
        String what = switch (carrier) {
            case SOCKET -> "the socket of this machine";
            case ENGINE -> "the engine";
            case BOTH ->
                role == ProcessRole.MAIN
                        ? "the engine and the socket of this machine, between which this process is a bridge,"
                        : "the socket of this machine, where main is a bridge to the engine,";
        };
        return "Events travel through " + what + " " + reason;
    }
}
