package com.atomiton.events.autoconfigure.diagnostics;

import com.atomiton.events.autoconfigure.MissingEngineException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A transport was asked for that needs an engine, and there is none. */
class MissingEngineFailureAnalyzer extends AbstractFailureAnalyzer<MissingEngineException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingEngineException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Add the dependency com.atomiton:atomiton-events-cloud-stream and a binder of Spring Cloud Stream, such as"
                        + " org.springframework.cloud:spring-cloud-stream-binder-kafka, or define a bean of type"
                        + " com.atomiton.events.engine.Engine. To stay on one machine, set 'atomiton.events.transport' to"
                        + " unix.",
                cause);
    }
}
