package com.atomiton.events.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What the command line says.
 *
 * @param quick whether rougher figures are enough
 * @param list whether only the names are wanted
 * @param only parts of names of workloads and contenders; empty for all
 */
public record Options(boolean quick, boolean list, List<String> only) {

    static Options parse(String... arguments) {
        boolean quick = false;
        boolean list = false;
        List<String> only = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> quick = true;
                case "--list" -> list = true;
                case "--only" -> {
                    if (++i == arguments.length) {
                        throw new IllegalArgumentException("--only needs a name");
                    }
                    only.add(arguments[i]);
                }
                default -> throw new IllegalArgumentException("Unknown option: " + arguments[i]);
            }
        }
        return new Options(quick, list, List.copyOf(only));
    }

    /** How often each contender has its turn; the median counts. */
    public int rounds() {
        return quick ? 3 : 5;
    }

    /** How often an application or a process is started, where that is what is measured; the median counts. */
    public int startRounds() {
        return quick ? 3 : 15;
    }

    /** How long one turn takes at least, in seconds. */
    public double seconds() {
        return quick ? 0.25 : 1.5;
    }

    /** How long a contender warms up, in seconds. */
    public double warmUpSeconds() {
        return quick ? 1 : 5;
    }

    /** Those of the names that are asked for; all of them if none is. */
    List<String> select(List<String> names) {
        List<String> selected = names.stream()
                .filter(name -> only.stream().anyMatch(name::contains))
                .toList();
        return selected.isEmpty() ? names : selected;
    }
}
