package com.atomiton.events.transport.unix;

import java.nio.file.Path;

/** The path of the socket has more bytes than the operating system takes. */
public class SocketPathTooLongException extends SocketSetupException {

    private static final long serialVersionUID = 1L;

    private final int bytes;
    private final int limit;

    /** @param namespace how long the namespace is that the path was made of; 0 if it was not */
    SocketPathTooLongException(Path path, int bytes, int limit, int namespace) {
        super(
                path,
                "The socket path '" + path + "' is " + bytes + " bytes long, but at most " + limit + " are possible",
                "Set 'atomiton.events.socket.path' to a path of at most " + limit + " bytes, in a directory of yours"
                        + (bytes - limit < namespace
                                ? ", or choose an 'atomiton.events.namespace' that is shorter by " + (bytes - limit)
                                : ""),
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
