package com.atomiton.events.benchmarks.atomiton;

import com.atomiton.events.Origin;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.listener.EnableConductor;

/** Listens as an application with annotated methods does. */
class AnnotatedListener {

    @EnableConductor
    static class Configuration {}

    /** For main only: a request is answered by the process that asks, if it can. */
    static class Answerer {

        @ConductorListener
        Sample answer(Question question) {
            return question.sample();
        }
    }

    private final Receiver receiver;

    AnnotatedListener(Receiver receiver) {
        this.receiver = receiver;
    }

    @ConductorListener(origin = Origin.REMOTE)
    void on(Sample sample) {
        receiver.received(1);
    }
}
