package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.machines.Questions.Answered;
import com.atomiton.events.benchmarks.machines.Questions.Unanswered;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** What a main does, in an application as users write it. */
class MainListeners {

    private final AtomicLong events = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private volatile long lastAt;

    @ConductorListener
    void on(Sample sample) {
        events.incrementAndGet();
        lastAt = System.nanoTime();
    }

    @ConductorListener
    Answered answer(Answered question) {
        return question;
    }

    @ConductorListener
    CompletableFuture<Answered> keepWaiting(Unanswered question) {
        unanswered.incrementAndGet();
        return new CompletableFuture<>();
    }

    /** How many events have come, when the last did, as {@link System#nanoTime()}, and how many requests wait. */
    String seen() {
        return events + " " + lastAt + " " + unanswered;
    }
}
