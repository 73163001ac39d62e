package com.atomiton.events.transport.unix;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory of the socket, or of the alive files, is not one that only we can change. */
public class SocketDirectoryException extends SocketSetupException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a directory. */
    public enum Kind {
        /** It does not exist and cannot be created. */
        NOT_CREATABLE,
        /** It is a symbolic link, so somebody else may decide where it leads. */
        SYMBOLIC_LINK,
        /** It is something else than a directory. */
        NOT_A_DIRECTORY,
        /** It belongs to another user. */
        FOREIGN_OWNER,
        /** This process can create no file in it. */
        NOT_WRITABLE,
        /** Its mode lets other users in, or change it. */
        OPEN_TO_OTHERS
    }

    private final Kind kind;

    SocketDirectoryException(Path directory, Kind kind, String problem, String action, @Nullable Throwable cause) {
        super(directory, problem, action, cause);
        this.kind = kind;
    }

    /** What is wrong with the directory. */
    public Kind kind() {
        return kind;
    }
}
