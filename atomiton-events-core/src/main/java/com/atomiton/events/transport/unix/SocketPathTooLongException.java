package com.atomiton.events.transport.unix;

import java.nio.file.Path;

/** The path of the socket has more bytes than the operating system takes. */
public class SocketPathTooLongException extends SocketSetupException {

    private static final long serialVersionUID = 1L;

    private final int bytes;
    private final int limit;

    SocketPathTooLongException(Path path, int bytes, int limit) {
        super(
                path,
                "The socket path '" + path + "' is " + bytes + " bytes long, but at most " + limit + " are possible",
                "Set 'atomiton.events.socket.path' to a shorter path, or choose a shorter 'atomiton.events.namespace'",
                null);
        this.bytes = bytes;
        this.limit = limit;
    }

    /** How many bytes the path has, in the encoding of the file system. */
    public int bytes() {
        return bytes;
    }

    /** How many bytes are possible on this operating system. */
    public int limit() {
        return limit;
    }
}
