package com.atomiton.events.benchmarks;

import java.util.Arrays;

/** Reads the answers of child processes. */
public final class Numbers {

    private Numbers() {}

    /** The numbers of a line, separated by one space. */
    public static double[] of(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** The middle one, or the mean of the two in the middle. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
