package com.atomiton.events.connection;

import com.atomiton.events.codec.EventShape;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a process compares its events with those of its peers.
 *
 * @param check {@code atomiton.events.contract-check}
 * @param contract what this process takes its events to look like
 * @param executor does the work of comparing once a connection is established, so that reading does not wait for it
 */
public record ContractTerms(ContractCheck check, LocalContract contract, Executor executor) {

    /** Nothing is compared. */
    public static final ContractTerms NONE = new ContractTerms(
            ContractCheck.OFF,
            new LocalContract() {
                @Override
                public Map<String, String> fingerprints() {
                    return Map.of();
                }

                @Override
                public @Nullable EventShape shape(String event) {
                    return null;
                }
            },
            Runnable::run);
}
