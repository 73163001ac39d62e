package com.atomiton.events.engine;

import com.atomiton.events.Failures;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.LogText;
import com.atomiton.events.session.OutboundMessage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** A thread on which the engine is used: an engine that cannot be reached may hold it, but nobody else. */
final class EngineWriter {

    private static final Log log = LogFactory.getLog(EngineWriter.class);

    private final LimitedLog failures = new LimitedLog(log);
    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean ended;

    /** @param name what its thread is called */
    EngineWriter(String name, ScheduledExecutorService timer) {
        this.timer = timer;
        this.thread = new Thread(this::run, "atomiton-events-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Has a session's messages written. */
    void write(EngineCarrier carrier) {
        execute(carrier::drain);
    }

    /** Runs something that may wait for the engine. Once this is stopped the engine is too, and refuses at once. */
    void execute(Runnable task) {
        work.add(task);
        if (ended && work.remove(task)) {
            // Somebody may wait for what it completes.
            task.run();
        }
    }

    /** Runs something on the thread after this many milliseconds, since the engine did not keep a message. */
    void later(long millis, Throwable failure, Runnable task) {
        if (stopped) {
            return;
        }
        failures.warn("The engine did not take what was sent: "
                + LogText.escape(String.valueOf(Failures.message(failure))) + "; it is sent again");
        try {
            var unused = timer.schedule(() -> execute(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            log.debug("The bus is closed, so nothing is sent again");
        }
    }

    void refused(OutboundMessage message, EngineRecordRefusedException reason) {
        failures.error("'" + message.name() + "' is dropped, since the engine does not take it: "
                + LogText.escape(String.valueOf(reason.getMessage())));
    }

    private void run() {
        while (!stopped) {
            try {
                run(work.take());
            } catch (InterruptedException interrupted) {
                // It has been stopped, or it has not and goes on.
                log.debug("The thread " + thread.getName() + " was interrupted");
            }
        }
        ended = true;
        for (Runnable left = work.poll(); left != null; left = work.poll()) {
            run(left);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable unexpected) {
            // Also an Error: without this thread nothing would be sent any more.
            failures.error("The thread " + thread.getName() + " goes on after a failure", unexpected);
        }
    }

    /** Ends it, after the engine. */
    void stop() {
        stopped = true;
        thread.interrupt();
    }
}
