package com.atomiton.events.autoconfigure.diagnostics;

import com.atomiton.events.LogText;
import com.atomiton.events.autoconfigure.UnknownProcessRoleException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The role that is given for this process does not exist. */
class UnknownProcessRoleFailureAnalyzer extends AbstractFailureAnalyzer<UnknownProcessRoleException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownProcessRoleException cause) {
        return new FailureAnalysis(
                "The role of this process is given as '" + LogText.escape(cause.value()) + "' by " + cause.source()
                        + ", but there is no such role.",
                "Set it to one of " + String.join(", ", cause.possibleValues())
                        + ". The property 'atomiton.events.role' goes before all other places.",
                cause);
    }
}
