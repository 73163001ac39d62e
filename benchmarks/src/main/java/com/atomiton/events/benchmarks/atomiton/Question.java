package com.atomiton.events.benchmarks.atomiton;

import com.atomiton.events.EventName;
import com.atomiton.events.benchmarks.Sample;

/** A request that is answered with the sample it carries. */
@EventName("bench:question")
record Question(long sentAt, String executionId, int percent, String message) {

    static Question of(Sample sample) {
        return new Question(sample.sentAt(), sample.executionId(), sample.percent(), sample.message());
    }

    Sample sample() {
        return new Sample(sentAt, executionId, percent, message);
    }
}
