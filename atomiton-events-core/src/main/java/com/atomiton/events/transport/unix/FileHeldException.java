package com.atomiton.events.transport.unix;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A file is locked, by this process or another one. */
final class FileHeldException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    private final transient OptionalLong holder;

    FileHeldException(Path path, OptionalLong holder) {
        super(path.toString(), null, "is locked");
        this.holder = holder;
    }

    /** The process id of the holder; empty if it has stopped before it wrote it. */
    OptionalLong holder() {
        return holder;
    }
}
