package com.atomiton.events.benchmarks;

import java.util.OptionalDouble;

/**
 * Something this project wants to reach.
 *
 * @param text says what, with its limit
 * @param figure what was measured; empty if it was not
 * @param met whether the figure is within the limit
 */
record Goal(String text, OptionalDouble figure, boolean met) {

    static Goal atLeast(double limit, String text, OptionalDouble figure) {
        return new Goal(text + ", at least " + limit, figure, figure.isPresent() && figure.getAsDouble() >= limit);
    }

    static Goal atMost(double limit, String text, OptionalDouble figure) {
        return new Goal(text + ", at most " + limit, figure, figure.isPresent() && figure.getAsDouble() <= limit);
    }
}
