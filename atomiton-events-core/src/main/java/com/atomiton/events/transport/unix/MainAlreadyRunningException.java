package com.atomiton.events.transport.unix;

import java.util.OptionalLong;

/** Another main holds the socket, in this process or another one. */
public class MainAlreadyRunningException extends SocketSetupException {

    private static final long serialVersionUID = 1L;

    private static final long UNKNOWN = -1;

    private final long holder;

    /** The namespace makes a difference only to a path that was made of it. */
    MainAlreadyRunningException(SocketLocation location, Holder holder) {
        super(
                location.socket(),
                "A main process with " + holder.described() + " already has the socket '" + location.socket() + "'",
                "Stop it, or give this one another "
                        + (location.hasDefaultDirectory() ? "'atomiton.events.namespace' or " : "")
                        + "'atomiton.events.socket.path', or set 'atomiton.events.role=renderer' to connect to it",
                null);
        this.holder = holder.id().orElse(UNKNOWN);
    }

    /**
     * The process id of the other main; empty if it was stopped, as by a debugger, between its lock and its id, or is in
     * another PID namespace, where ids mean something else. It may be our own.
     */
    public OptionalLong holder() {
        return holder == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(holder);
    }
}
