package com.atomiton.events.bus;

import com.atomiton.events.LimitedLog;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.commons.logging.LogFactory;
import org.springframework.transaction.support.TransactionSynchronization;

/** The emits of one transaction that wait for its commit. Only the transaction's thread uses it. */
final class DeferredEmits implements TransactionSynchronization {

    private static final LimitedLog warnings = new LimitedLog(LogFactory.getLog(DeferredEmits.class));

    private final Queue<Runnable> emits = new ArrayDeque<>();

    void add(Runnable emit) {
        emits.add(emit);
    }

    @Override
    public void afterCommit() {
        for (Runnable emit = emits.poll(); emit != null; emit = emits.poll()) {
            emit.run();
        }
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_COMMITTED) {
            // What others have emitted in their own reaction to the commit.
            afterCommit();
        } else if (status == STATUS_UNKNOWN && !emits.isEmpty()) {
            warnings.warn(
                    emits.size() + " events that waited for the commit of a transaction are not sent: it is not known"
                            + " whether it was committed");
        }
    }
}
