package com.atomiton.samples.main.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A blueprint file that cannot be used, and why. */
final class BrokenBlueprintException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final transient List<String> problems;

    BrokenBlueprintException(String file, List<String> problems, @Nullable Throwable cause) {
        super(file + ": " + String.join("; ", problems), cause);
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    String file() {
        return file;
    }

    List<String> problems() {
        return problems;
    }
}
