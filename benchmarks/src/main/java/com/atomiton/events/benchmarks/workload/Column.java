package com.atomiton.events.benchmarks.workload;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param metric the figures it shows, with their unit
 * @param decimals digits behind the point
 * @param base the row that the others are shown as multiples of; {@code null} for none
 */
public record Column(String metric, int decimals, @Nullable String base) {}
