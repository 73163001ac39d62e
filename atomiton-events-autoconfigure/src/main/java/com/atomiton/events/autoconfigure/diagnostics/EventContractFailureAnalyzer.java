package com.atomiton.events.autoconfigure.diagnostics;

import com.atomiton.events.EventContractException;
import com.atomiton.events.listener.InvalidConductorListenerException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/**
 * Names, types and listeners do not fit together: two types for one name, two handlers of one request, or a listener
 * method that could never be called.
 */
class EventContractFailureAnalyzer extends AbstractFailureAnalyzer<EventContractException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EventContractException cause) {
        return new FailureAnalysis(StringUtils.capitalize(cause.problem()) + ".", action(cause), cause);
    }

    private static String action(EventContractException cause) {
        if (cause.action() != null) {
            return StringUtils.capitalize(cause.action()) + ".";
        }
        return cause instanceof InvalidConductorListenerException
                ? "Change the method, its annotation or its bean as described."
                : "Change the class or the listener as described.";
    }
}
