package com.atomiton.events.transport.unix;

import com.atomiton.events.LimitedLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread that does all channel I/O of a transport, so that no thread of the application, which may be
 * interrupted or blocked, ever touches a channel. It goes on whatever a task or a handler throws, and whatever the system
 * has none of for a while: memory, or descriptors. With a selector that fails again and again it lets all connections end,
 * and begins anew with another.
 */
final class SelectorLoop implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(SelectorLoop.class);

    /** Of the buffers that channels are read into and written from. */
    static final int BUFFER_SIZE = 128 * 1024;

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** After so many failures in a row, each after a pause, it is the selector. */
    private static final int FAILURES_OF_A_SELECTOR = 5;

    private final LimitedLog failures = new LimitedLog(logger);
    private final Thread thread;
    private volatile Selector selector;

    /** Why it does nothing just now. */
    private volatile @Nullable Throwable trouble;

    /** Guards the two below. */
    private final Object lock = new Object();

    private Queue<Runnable> tasks = new ArrayDeque<>();
    private State state = State.RUNNING;

    // Of the loop's thread
    /** Those to be run before the channels have their turn. */
    private Queue<Runnable> batch = new ArrayDeque<>();

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Set<Registered> registered = new HashSet<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
    private int failedInARow;

    private enum State {
        RUNNING,
        ENDING,
        ENDED
    }

    private static final class Timer implements Comparable<Timer> {

        private final Runnable task;
        private final long interval;
        private long at;

        Timer(Duration delay, long interval, Runnable task) {
            this.at = System.nanoTime() + delay.toNanos();
            this.interval = interval;
            this.task = task;
        }

        @Override
        public int compareTo(Timer other) {
            return Long.signum(at - other.at); // The difference, since nanoTime may overflow
        }
    }

    private SelectorLoop(String name, Selector selector) {
        this.selector = selector;
        this.thread = new Thread(this::run, "atomiton-events-io-" + name);
        this.thread.setDaemon(true);
    }

    /** A running loop. */
    static SelectorLoop start(String name) throws IOException {
        Selector selector = Selector.open();
        try {
            SelectorLoop loop = new SelectorLoop(name, selector);
            loop.thread.start();
            return loop;
        } catch (Throwable noMemoryOrThread) {
            selector.close();
            throw noMemoryOrThread;
        }
    }

    /**
     * Runs a task on the loop's thread, after those given before. Any thread.
     *
     * @return whether it will be run; {@code false} once the loop has ended
     */
    boolean execute(Runnable task) {
        synchronized (lock) {
            if (state == State.ENDED) {
                return false;
            }
            tasks.add(task);
        }
        if (!isLoopThread()) {
            selector.wakeup();
        }
        return true;
    }

    boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    /** Why it does nothing just now; {@code null} if it works. Any thread. */
    @Nullable
    Throwable trouble() {
        return trouble;
    }

    /** Runs a task after a while. On the loop's thread only. */
    void schedule(Duration delay, Runnable task) {
        timers.add(new Timer(delay, 0, task));
    }

    /** Runs a task again and again, whatever it throws. On the loop's thread only. */
    void repeat(Duration interval, Runnable task) {
        timers.add(new Timer(interval, interval.toNanos(), task));
    }

    /** Watches a non-blocking channel. On the loop's thread only. */
    SelectionKey register(SelectableChannel channel, int operations, Registered owner) throws IOException {
        registered.add(owner);
        return channel.register(selector, operations, owner);
    }

    /** The channel of this one has been closed. On the loop's thread only. */
    void forget(Registered owner) {
        registered.remove(owner);
    }

    /** What channels are read into; whoever uses it leaves nothing in it. On the loop's thread only. */
    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    /** What channels are written from; whoever uses it leaves nothing in it. On the loop's thread only. */
    ByteBuffer writeBuffer() {
        return writeBuffer.clear();
    }

    /** Runs what was given before, ends what is registered and waits for the thread, except on the thread itself. */
    @Override
    public void close() {
        synchronized (lock) {
            if (state == State.RUNNING) {
                state = State.ENDING;
            }
        }
        selector.wakeup();
        if (!isLoopThread()) {
            Waiting.uninterruptibly(() -> thread.join(END_TIMEOUT.toMillis()));
            if (thread.isAlive()) {
                logger.warn("A handler blocks " + thread.getName() + ", which therefore has not ended within "
                        + END_TIMEOUT.toSeconds() + " s");
            }
        }
    }

    private void run() {
        while (isRunning()) {
            try {
                // An interrupt, from a handler at most, would make the selector spin
                Thread.interrupted();
                select();
                runTasks();
                runTimers();
                worked();
            } catch (Throwable e) {
                try {
                    recover(e);
                } catch (Throwable again) {
                    // Nothing must end this thread
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
        guarded(this::end);
    }

    private boolean isRunning() {
        synchronized (lock) {
            return state == State.RUNNING;
        }
    }

    private void select() throws IOException {
        synchronized (lock) {
            if (!tasks.isEmpty() || !batch.isEmpty()) {
                selector.wakeup();
            }
        }
        Timer next = timers.peek();
        if (next == null) {
            selector.select(this::ready);
            return;
        }
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(next.at - System.nanoTime()) + 1;
        selector.select(this::ready, Math.max(1, milliseconds));
    }

    private void ready(SelectionKey key) {
        Registered owner = (Registered) key.attachment();
        try {
            if (key.isValid()) {
                owner.ready(key);
            }
        } catch (Throwable e) {
            try {
                owner.failed(e);
            } catch (Throwable again) {
                tell(again);
            }
        }
    }

    /** Runs the tasks that are there now; those that they add have to wait until the channels have had their turn. */
    private void runTasks() {
        if (batch.isEmpty()) {
            synchronized (lock) {
                Queue<Runnable> empty = batch;
                batch = tasks;
                tasks = empty;
            }
        }
        for (Runnable task = batch.poll(); task != null; task = batch.poll()) {
            guarded(task);
        }
    }

    private void runTimers() {
        long now = System.nanoTime();
        for (Timer next = timers.peek(); next != null && next.at - now <= 0; next = timers.peek()) {
            timers.remove();
            if (next.interval > 0) {
                // First, and in the place that has just become free: it must not need memory
                next.at = now + next.interval;
                timers.add(next);
            }
            guarded(next.task);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            tell(e);
        }
    }

    private void tell(Throwable e) {
        failures.error("A task failed on the thread that does the I/O of the event bus; the next follows", e);
    }

    private void worked() {
        failedInARow = 0;
        if (trouble != null) {
            trouble = null;
        }
    }

    private void recover(Throwable failure) {
        failedInARow++;
        if (trouble == null) {
            trouble = failure;
            failures.error(
                    "The thread that does the I/O of the event bus cannot do it just now; it is tried again", failure);
        }
        boolean isTheSelectors = failedInARow >= FAILURES_OF_A_SELECTOR && !(failure instanceof OutOfMemoryError);
        if (isTheSelectors || !selector.isOpen()) {
            beginAnew(failure);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /** With another selector. What cannot move to it ends. */
    private void beginAnew(Throwable failure) {
        Selector other;
        try {
            other = Selector.open();
        } catch (IOException noDescriptor) {
            // After the next pause
            return;
        }
        Selector broken = selector;
        selector = other;
        failedInARow = 0;
        guarded(() -> close(broken));
        for (Registered owner : List.copyOf(registered)) {
            guarded(() -> owner.selectorLost(failure));
        }
    }

    private void end() {
        synchronized (lock) {
            state = State.ENDED;
        }
        // These first, since they may still open a connection
        runTasks();
        runTasks();
        for (Registered owner : List.copyOf(registered)) {
            guarded(() -> owner.end("The transport was closed", null));
        }
        close(selector);
    }

    private void close(Selector closed) {
        try {
            closed.close();
        } catch (IOException e) {
            logger.warn("The selector of " + thread.getName() + " was not closed: " + e);
        }
    }
}
