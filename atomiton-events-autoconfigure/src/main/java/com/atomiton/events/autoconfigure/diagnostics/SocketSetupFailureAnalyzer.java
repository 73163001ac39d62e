package com.atomiton.events.autoconfigure.diagnostics;

import com.atomiton.events.transport.unix.SocketSetupException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The socket cannot be had: its path is too long, its directory not ours, a file in the way, or there is another main.
 * Each exception of this kind says both what is wrong and what to do.
 */
class SocketSetupFailureAnalyzer extends AbstractFailureAnalyzer<SocketSetupException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SocketSetupException cause) {
        return new FailureAnalysis(cause.problem() + ".", cause.action() + ".", cause);
    }
}
