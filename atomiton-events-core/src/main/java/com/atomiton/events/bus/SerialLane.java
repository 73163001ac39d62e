package com.atomiton.events.bus;

import com.atomiton.events.EventOverflowException;
import com.atomiton.events.session.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An event loop: one thread that runs one task after the other, the senders of tasks taking turns. The thread starts with
 * the first task. As long as there is one sender only, it takes many at once, so that a burst costs one wake-up; it puts
 * them back as soon as another sender comes. When nobody uses the lane any more, the thread ends as soon as there is
 * nothing to do; the next task starts another.
 */
final class SerialLane implements Lane {

    private static final int BULK = 256;

    private final String name;
    private final LaneThread thread;
    private final LaneBound bound;
    private final Runnable whenIdle;
    private final Lane whole;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition space = lock.newCondition();

    private final Conflation conflation = new Conflation();

    /** How many bounded tasks wait: raised under the lock, lowered by the thread as it begins one. */
    private final AtomicInteger bounded = new AtomicInteger();

    // Guarded by the lock.
    private final WaitingTasks waiting = new WaitingTasks();
    private final Batch batch = new Batch();
    private @Nullable String alone;
    private boolean used = true;
    private boolean stopping;

    /** Whether the thread is to put back what it has taken. */
    private volatile boolean otherCame;

    private static final AtomicReferenceFieldUpdater<SerialLane, @Nullable LaneTask> RUNNING =
            AtomicReferenceFieldUpdater.newUpdater(SerialLane.class, LaneTask.class, "running");

    private volatile @Nullable LaneTask running;

    /** @param whenIdle called on the thread that ends because nobody uses the lane */
    SerialLane(String name, ThreadFactory threads, LaneBound bound, Runnable whenIdle) {
        this(name, threads, bound, whenIdle, null);
    }

    /** One of the threads of a wider lane. */
    SerialLane(String name, ThreadFactory threads, LaneBound bound, Runnable whenIdle, @Nullable Lane whole) {
        this.name = name;
        this.thread = new LaneThread(name, threads, this::run);
        this.bound = bound;
        this.whenIdle = whenIdle;
        this.whole = whole == null ? this : whole;
    }

    @Override
    public boolean execute(LaneTask task, Deadline deadline) {
        LaneTask dropped = null;
        DropReason reason = DropReason.OVERFLOW;
        List<LaneTask> superseded;
        Throwable noThread = null;
        lock.lock();
        try {
            if (!stopping && task.isBounded() && bounded.get() >= bound.capacity()) {
                dropped = makeSpace(task, deadline);
            }
            // Not in place of one that was dropped for it: then it has the space.
            if (stopping && dropped == null) {
                dropped = task;
                reason = DropReason.CLOSED;
            }
            if (dropped != task) {
                add(task);
                noThread = startIfNone();
            }
            superseded = conflation.takeSuperseded();
        } finally {
            lock.unlock();
        }
        thread.tell(noThread);
        superseded.forEach(earlier -> earlier.dropped(DropReason.SUPERSEDED));
        if (dropped != null) {
            dropped.dropped(reason);
        }
        return dropped != task;
    }

    @Override
    public void executeAll(List<LaneTask> tasks) {
        List<LaneTask> superseded;
        Throwable noThread = null;
        boolean taken = true;
        int added = 0;
        lock.lock();
        try {
            taken = !stopping;
            for (; taken && added < tasks.size(); added++) {
                add(tasks.get(added));
            }
            noThread = startIfNone();
            superseded = conflation.takeSuperseded();
        } finally {
            lock.unlock();
            for (int i = added; taken && i < tasks.size(); i++) {
                // There was no memory to queue it.
                tasks.get(i).dropped(DropReason.OVERFLOW);
            }
        }
        thread.tell(noThread);
        superseded.forEach(task -> task.dropped(DropReason.SUPERSEDED));
        if (!taken) {
            tasks.forEach(task -> task.dropped(DropReason.CLOSED));
        }
    }

    @Override
    public void superseded() {
        lock.lock();
        try {
            waiting.oneSuperseded();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what is to be dropped for the task: an older one, itself, or nothing if there is space by now. */
    private @Nullable LaneTask makeSpace(LaneTask task, Deadline deadline) {
        switch (bound.policy()) {
            case FAIL -> throw overflow(task, "the overflow policy is to fail");
            case BLOCK -> {
                awaitSpace(task, deadline);
                return null;
            }
            case DROP_OLDEST -> {
                LaneTask oldest = waiting.evictOldest(WaitingTasks.sender(task));
                if (oldest == null) {
                    return task;
                }
                bounded.decrementAndGet();
                return oldest;
            }
        }
        throw new IllegalStateException("no such policy: " + bound.policy());
    }

    private void awaitSpace(LaneTask task, Deadline deadline) {
        if (CurrentLane.get() != null) {
            throw overflow(task, "a handler must not wait for space, since it might be waiting for itself");
        }
        long left = deadline.leftOf(bound.blockTimeout().toNanos());
        while (bounded.get() >= bound.capacity() && !stopping) {
            if (left <= 0) {
                throw overflow(
                        task,
                        "there was no space within " + bound.blockTimeout().toMillis()
                                + " ms (atomiton.events.outbound.block-timeout)");
            }
            try {
                left = space.awaitNanos(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw overflow(task, "the thread was interrupted while it waited for space");
            }
        }
    }

    private EventOverflowException overflow(LaneTask task, String detail) {
        return bound.overflow(task.event(), name, detail);
    }

    private void add(LaneTask task) {
        boolean wasEmpty = waiting.isEmpty();
        waiting.add(task);
        if (task.isBounded()) {
            bounded.incrementAndGet();
        }
        if (wasEmpty) {
            arrived.signal();
        }
        if (alone != null && !alone.equals(WaitingTasks.sender(task))) {
            otherCame = true;
        }
        if (conflation.replaceEarlier(task)) {
            waiting.oneSuperseded();
        }
    }

    /** Starts the thread if there is something to do and it has none. */
    private @Nullable Throwable startIfNone() {
        return thread.exists() || isEmpty() ? null : thread.start();
    }

    private boolean isEmpty() {
        return waiting.isEmpty() && batch.isEmpty();
    }

    /** Starts the thread if there is something to do and it could not be started when that came, or has died since. */
    void startIfNeeded() {
        Throwable noThread;
        lock.lock();
        try {
            noThread = startIfNone();
        } finally {
            lock.unlock();
        }
        thread.tell(noThread);
    }

    private void run() {
        try {
            CurrentLane.enter(whole);
            runAll();
        } catch (Throwable failed) {
            // Not a task's: for want of memory, for example. What waits is done by another thread.
            leave();
            Tasks.failed(failed);
        }
        whenIdle.run();
    }

    private void runAll() {
        while (take()) {
            while (!otherCame) {
                LaneTask task = batch.next();
                if (task == null) {
                    break;
                }
                if (!conflation.begin(task)) {
                    continue;
                }
                begin(task);
                Tasks.run(task);
                // A handler that was interrupted must not have the next one suffer for it.
                Thread.interrupted();
            }
        }
    }

    private void leave() {
        running = null;
        lock.lock();
        try {
            thread.ends();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for tasks and takes some; {@code false} when there are none and the lane has stopped or is not used. */
    private boolean take() {
        running = null;
        lock.lock();
        try {
            waiting.putBack(batch.takeBack());
            alone = null;
            otherCame = false;
            while (waiting.isEmpty() && !stopping && used) {
                arrived.awaitUninterruptibly();
            }
            alone = batch.fill(waiting, BULK);
            if (batch.isEmpty() && !stopping) {
                // Whoever stops the lane would wait for this thread, which is gone in a moment.
                thread.ends();
            }
            return !batch.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void begin(LaneTask task) {
        // The watchdog may see it a little later; a fence for each task costs 8 ns.
        RUNNING.lazySet(this, task);
        if (task.isBounded() && bounded.getAndDecrement() >= bound.capacity()) {
            lock.lock();
            try {
                space.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    String name() {
        return name;
    }

    /** Of the thread that runs it; empty if there was nothing to do yet. */
    String threadName() {
        lock.lock();
        try {
            Thread own = thread.get();
            return own == null ? "" : own.getName();
        } finally {
            lock.unlock();
        }
    }

    /** What it is doing; {@code null} if nothing. */
    @Nullable
    LaneTask running() {
        return running;
    }

    @Override
    public void stop(long nanos) throws InterruptedException {
        @Nullable Thread ending;
        lock.lock();
        try {
            stopping = true;
            ending = thread.get();
            arrived.signalAll();
            space.signalAll();
        } finally {
            lock.unlock();
        }
        if (ending != null && ending != Thread.currentThread()) {
            TimeUnit.NANOSECONDS.timedJoin(ending, Math.max(1, nanos));
        }
    }

    @Override
    public List<LaneTask> abandon() {
        List<LaneTask> left;
        lock.lock();
        try {
            stopping = true;
            left = new ArrayList<>(batch.takeBack());
            left.addAll(waiting.takeAll());
            arrived.signalAll();
            space.signalAll();
            Thread own = thread.get();
            if (own != null && own != Thread.currentThread()) {
                own.interrupt();
            }
        } finally {
            lock.unlock();
        }
        left.removeIf(task -> !conflation.begin(task));
        return left;
    }

    @Override
    public void inUse(boolean isUsed) {
        lock.lock();
        try {
            used = isUsed;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isIdle() {
        lock.lock();
        try {
            return !thread.exists() && isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
