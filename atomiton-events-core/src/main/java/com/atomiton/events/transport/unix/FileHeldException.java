package com.atomiton.events.transport.unix;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file is locked, by this process or another one. */
final class FileHeldException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    private final transient Holder holder;

    FileHeldException(Path path, Holder holder) {
        super(path.toString(), null, "is locked");
        this.holder = holder;
    }

    /** Who holds it, as far as is known. */
    Holder holder() {
        return holder;
    }
}
