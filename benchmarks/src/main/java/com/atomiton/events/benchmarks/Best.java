package com.atomiton.events.benchmarks;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The best of some contenders in one run.
 *
 * @param name of its row
 * @param figure the median of what it is the best in
 */
record Best(String name, double figure) {

    static Optional<Best> highest(Results results, String workload, String metric, Predicate<Contender> among) {
        return all(results, workload, metric, among).max(Comparator.comparingDouble(Best::figure));
    }

    static Optional<Best> lowest(Results results, String workload, String metric, Predicate<Contender> among) {
        return all(results, workload, metric, among).min(Comparator.comparingDouble(Best::figure));
    }

    private static Stream<Best> all(Results results, String workload, String metric, Predicate<Contender> among) {
        return Contenders.all().stream()
                .filter(among)
                .flatMap(contender -> results.median(workload, contender.name(), metric).stream()
                        .mapToObj(figure -> new Best(contender.name(), figure)));
    }
}
