package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.EventName;

/** What a renderer asks main. */
final class Questions {

    private Questions() {}

    /** Is answered with a sample of the size of its text. */
    @EventName("bench:machines-question")
    record Answered(int percent, String message) {}

    /** Is never answered. */
    @EventName("bench:machines-unanswered")
    record Unanswered(int number) {}
}
