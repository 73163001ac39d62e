package com.atomiton.samples.main.blueprint;

import java.util.Collection;

/** A blueprint that the conductor does not have was asked for. */
public class UnknownBlueprintException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownBlueprintException(String id, Collection<String> available, Collection<String> brokenFiles) {
        super("there is no blueprint '" + id + "'; available: " + String.join(", ", available)
                + (brokenFiles.isEmpty() ? "" : "; broken files: " + String.join(", ", brokenFiles)));
    }
}
