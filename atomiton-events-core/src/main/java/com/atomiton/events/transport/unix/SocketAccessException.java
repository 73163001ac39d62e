package com.atomiton.events.transport.unix;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The operating system, or a file in the way, does not let us have the socket or one of the files beside it. */
public class SocketAccessException extends SocketSetupException {

    private static final long serialVersionUID = 1L;

    SocketAccessException(Path path, String problem, String action, @Nullable Throwable cause) {
        super(path, problem, action, cause);
    }
}
