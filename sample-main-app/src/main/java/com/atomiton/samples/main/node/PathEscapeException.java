package com.atomiton.samples.main.node;

import org.jspecify.annotations.Nullable;

/** A node's path is not one of a file below the working directory. */
public class PathEscapeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PathEscapeException(String path, String reason, @Nullable Throwable cause) {
        super(
                "the path '" + path + "' cannot be used: " + reason
                        + "; use one that is relative to the working directory and stays below it",
                cause);
    }
}
