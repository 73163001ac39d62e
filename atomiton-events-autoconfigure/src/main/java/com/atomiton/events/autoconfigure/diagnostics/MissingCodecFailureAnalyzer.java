package com.atomiton.events.autoconfigure.diagnostics;

import com.atomiton.events.autoconfigure.MissingCodecException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A codec was asked for whose library is not there. */
class MissingCodecFailureAnalyzer extends AbstractFailureAnalyzer<MissingCodecException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingCodecException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Add the dependency " + cause.library()
                        + ", or set 'atomiton.events.codec' to json, or to auto to use what is there.",
                cause);
    }
}
