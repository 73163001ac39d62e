package com.atomiton.events.engine;

import com.atomiton.events.EventBusException;
import com.atomiton.events.Failures;
import com.atomiton.events.LogText;
import com.atomiton.events.Peer;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.session.DropReason;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A message that an engine has brought, and what its listeners have made of it. */
final class ReceivedRecord extends ReceivedMessage {

    private final Peer sender;
    private final FailedReceivers failed;
    private final boolean last;
    private final Runnable whenDone;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> problem = new AtomicReference<>();

    /**
     * One whose listeners are waited for.
     *
     * @param failed who has failed at earlier attempts
     * @param last whether there will be no further attempt
     */
    ReceivedRecord(PeerSession session, Peer sender, Message message, FailedReceivers failed, boolean last) {
        this(session, sender, message, failed, last, () -> {});
    }

    /** One that nobody waits for. */
    ReceivedRecord(PeerSession session, Peer sender, Message message, Runnable whenDone) {
        this(session, sender, message, new FailedReceivers(), true, whenDone);
    }

    private ReceivedRecord(
            PeerSession session,
            Peer sender,
            Message message,
            FailedReceivers failed,
            boolean last,
            Runnable whenDone) {
        super(session, message);
        this.sender = sender;
        this.failed = failed;
        this.last = last;
        this.whenDone = whenDone;
    }

    @Override
    public Peer sender() {
        return sender;
    }

    @Override
    public void done() {
        if (done.getCount() > 0) {
            done.countDown();
            whenDone.run();
        }
    }

    @Override
    public void dropped(DropReason reason) {
        problem.compareAndSet(
                null, new EventBusException("'" + message().name() + "' was not delivered: " + reason.label(), null));
        done();
    }

    @Override
    public boolean isConsumedBy(Object receiver) {
        return failed.isConsumedBy(receiver);
    }

    @Override
    public boolean failed(Object receiver, Throwable failure) {
        failed.add(receiver);
        problem.compareAndSet(null, failure instanceof Exception exception ? exception : new Exception(failure));
        return !last;
    }

    @Override
    public void unreadable(Throwable failure) {
        problem.set(new EngineRecordRefusedException(
                "'" + message().name() + "' from " + sender + " cannot be read: "
                        + LogText.escape(Failures.text(failure)),
                failure));
    }

    /**
     * Waits until all listeners are done with it.
     *
     * @throws Exception if one has failed or could not be called
     */
    void awaitConsumed() throws Exception {
        done.await();
        Exception thrown = problem.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    /** The receivers that have not consumed an event at an earlier attempt. Thread-safe. */
    static final class FailedReceivers {

        private final boolean retried;
        private final Set<Object> before;
        private final Set<Object> now = java.util.concurrent.ConcurrentHashMap.newKeySet();

        /** At the first attempt. */
        FailedReceivers() {
            this(false, Set.of());
        }

        private FailedReceivers(boolean retried, Set<Object> before) {
            this.retried = retried;
            this.before = before;
        }

        /** For the next attempt, at which only these are to be called. */
        FailedReceivers next() {
            return new FailedReceivers(!now.isEmpty(), Set.copyOf(now));
        }

        boolean isConsumedBy(Object receiver) {
            return retried && !before.contains(receiver);
        }

        void add(Object receiver) {
            now.add(receiver);
        }
    }
}
