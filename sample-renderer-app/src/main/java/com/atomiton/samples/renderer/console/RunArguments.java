package com.atomiton.samples.renderer.console;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param blueprint the blueprint to run; empty to stay up as an editor
 * @param input its input as JSON
 */
record RunArguments(Optional<String> blueprint, Optional<String> input) {

    /**
     * Finds {@code --run NAME} and {@code --input JSON}, also written with {@code =}; other arguments are Spring's.
     *
     * @throws IllegalArgumentException if a value is missing
     */
    static RunArguments of(String... arguments) {
        Optional<String> blueprint = value("--run", arguments);
        Optional<String> input = value("--input", arguments);
        if (blueprint.isEmpty() && input.isPresent()) {
            throw new IllegalArgumentException("--input needs --run NAME");
        }
        return new RunArguments(blueprint, input);
    }

    private static Optional<String> value(String option, String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(option + "=")) {
                return Optional.of(given(option, arguments[i].substring(option.length() + 1)));
            }
            if (arguments[i].equals(option)) {
                return Optional.of(given(option, i + 1 < arguments.length ? arguments[i + 1] : null));
            }
        }
        return Optional.empty();
    }

    private static String given(String option, @Nullable String value) {
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return value;
    }
}
