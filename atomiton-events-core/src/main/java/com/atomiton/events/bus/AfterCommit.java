package com.atomiton.events.bus;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/** Puts emits off until the transaction of the calling thread has been committed. */
final class AfterCommit {

    private static final boolean HAS_TRANSACTIONS = ClassUtils.isPresent(
            "org.springframework.transaction.support.TransactionSynchronizationManager",
            AfterCommit.class.getClassLoader());

    private AfterCommit() {}

    /**
     * Runs the emit after the commit, in the order of the calls, and never after a rollback.
     *
     * @return {@code false} if there is no transaction, so that it is to be run now
     */
    static boolean defer(Runnable emit) {
        return HAS_TRANSACTIONS && Transactions.defer(emit);
    }

    /** The only class that touches spring-tx, so that nothing else needs it on the class path. */
    private static final class Transactions {

        static boolean defer(Runnable emit) {
            if (!TransactionSynchronizationManager.isActualTransactionActive()
                    || !TransactionSynchronizationManager.isSynchronizationActive()) {
                return false;
            }
            for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
                if (synchronization instanceof DeferredEmits deferred) {
                    deferred.add(emit);
                    return true;
                }
            }
            DeferredEmits deferred = new DeferredEmits();
            deferred.add(emit);
            TransactionSynchronizationManager.registerSynchronization(deferred);
            return true;
        }
    }
}
