package com.atomiton.samples.main.node;

import org.jspecify.annotations.Nullable;

/** A node's parameter is missing or cannot be used. */
public class ParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ParameterException(String parameter, String problem) {
        this(parameter, problem, null);
    }

    ParameterException(String parameter, String problem, @Nullable Throwable cause) {
        super("parameter '" + parameter + "' " + problem, cause);
    }
}
