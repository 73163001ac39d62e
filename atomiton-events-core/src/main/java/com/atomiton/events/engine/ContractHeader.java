package com.atomiton.events.engine;

import com.atomiton.events.EventContractException;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.Peer;
import com.atomiton.events.codec.EventShape;
import com.atomiton.events.connection.ContractCheck;
import com.atomiton.events.connection.ContractTerms;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Compares what this process takes an event to look like with what its sender does, by the fingerprints that records
 * carry. Those say that two differ and not how, so any difference counts. Thread-safe.
 */
final class ContractHeader {

    private static final int MAX_TOLD = 1_000;

    private final LimitedLog differences = new LimitedLog(LogFactory.getLog(ContractHeader.class));
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final ContractTerms terms;

    ContractHeader(ContractTerms terms) {
        this.terms = terms;
    }

    /** The fingerprint of an event; {@code null} if it has none, or nothing is compared. */
    @Nullable
    String of(String event) {
        if (terms.check() == ContractCheck.OFF) {
            return null;
        }
        EventShape shape = terms.contract().shape(event);
        return shape == null ? null : shape.fingerprint();
    }

    /**
     * Looks at what a sender says, and warns once of a difference.
     *
     * @throws EventContractException if they differ and {@code atomiton.events.contract-check} is {@code fail}
     */
    void compare(String event, @Nullable String theirs, Peer sender) {
        String mine = theirs == null ? null : of(event);
        if (mine == null || mine.equals(theirs)) {
            return;
        }
        String problem = "'" + event + "' looks different here and at " + sender;
        String action = "use the same version of the event classes in both; that they differ is told by"
                + " atomiton.events.contract-check=" + terms.check().label();
        if (told.size() < MAX_TOLD && told.add(event + '\n' + sender.id())) {
            differences.warn(problem + "; " + action);
        }
        if (terms.check() == ContractCheck.FAIL) {
            throw new EventContractException(problem, action, null);
        }
    }
}
