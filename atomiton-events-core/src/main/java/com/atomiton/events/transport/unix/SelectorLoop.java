package com.atomiton.events.transport.unix;

import com.atomiton.events.LogText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One daemon thread that does all channel I/O of a transport, so that no thread of the application, which may be
 * interrupted or blocked, ever touches a channel. It goes on whatever a task or a handler throws.
 */
final class SelectorLoop implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(SelectorLoop.class);

    /** Of the buffers that channels are read into and written from. */
    static final int BUFFER_SIZE = 128 * 1024;

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private final Selector selector;
    private final Thread thread;

    /** Guarded by itself, as is {@code state}. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private State state = State.RUNNING;

    // Of the loop's thread
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

    private enum State {
        RUNNING,
        ENDING,
        ENDED
    }

    private record Timer(long at, Runnable task) implements Comparable<Timer> {

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
        SelectorLoop loop = new SelectorLoop(name, Selector.open());
        loop.thread.start();
        return loop;
    }

    /**
     * Runs a task on the loop's thread, after those given before. Any thread.
     *
     * @return whether it will be run; {@code false} once the loop has ended
     */
    boolean execute(Runnable task) {
        synchronized (tasks) {
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

    /** Runs a task after a while. On the loop's thread only. */
    void schedule(Duration delay, Runnable task) {
        timers.add(new Timer(System.nanoTime() + delay.toNanos(), task));
    }

    /** Watches a non-blocking channel. On the loop's thread only. */
    SelectionKey register(SelectableChannel channel, int operations, Registered owner) throws IOException {
        return channel.register(selector, operations, owner);
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
        synchronized (tasks) {
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
        try {
            while (isRunning()) {
                // An interrupt, from a handler at most, would make the selector spin
                Thread.interrupted();
                select();
                runTasks();
                runTimers();
            }
        } catch (IOException | RuntimeException | Error e) {
            logger.error(thread.getName() + " has ended, and with it all its connections", e);
        } finally {
            end();
        }
    }

    private boolean isRunning() {
        synchronized (tasks) {
            return state == State.RUNNING;
        }
    }

    private void select() throws IOException {
        synchronized (tasks) {
            if (!tasks.isEmpty()) {
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
            run(() -> owner.end("Failed: " + LogText.escape(e.toString()), e));
        }
    }

    /** Runs the tasks that are there now; those that they add have to wait until the channels have had their turn. */
    private void runTasks() {
        List<Runnable> batch;
        synchronized (tasks) {
            batch = List.copyOf(tasks);
            tasks.clear();
        }
        batch.forEach(this::run);
    }

    private void runTimers() {
        long now = System.nanoTime();
        for (Timer next = timers.peek(); next != null && next.at - now <= 0; next = timers.peek()) {
            timers.remove();
            run(next.task);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            logger.error("A task failed on " + thread.getName(), e);
        }
    }

    private void end() {
        synchronized (tasks) {
            state = State.ENDED;
        }
        // These first, since they may still open a connection
        runTasks();
        for (SelectionKey key : selector.keys()) {
            run(() -> ((Registered) key.attachment()).end("The transport was closed", null));
        }
        try {
            selector.close();
        } catch (IOException e) {
            logger.warn("The selector of " + thread.getName() + " was not closed: " + e);
        }
    }
}
