package com.atomiton.events.transport.unix;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Another main holds the socket, in this process or another one. */
public class MainAlreadyRunningException extends SocketSetupException {

    private static final long serialVersionUID = 1L;

    private static final long UNKNOWN = -1;

    private final long holder;

    MainAlreadyRunningException(Path socket, OptionalLong holder) {
        super(
                socket,
                "A main process with "
                        + (holder.isPresent() ? "process id " + holder.getAsLong() : "a process id not known yet")
                        + " already has the socket '" + socket + "'",
                "Stop it, or give this one another 'atomiton.events.namespace' or 'atomiton.events.socket.path', or"
                        + " set 'atomiton.events.role=renderer' to connect to it",
                null);
        this.holder = holder.orElse(UNKNOWN);
    }

    /**
     * The process id of the other main; empty if it was stopped, as by a debugger, between its
     * lock and its id. It may be our own.
     */
    public OptionalLong holder() {
        return holder == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(holder);
    }
}
