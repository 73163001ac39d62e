package com.atomiton.events.bus;

import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.LogText;
import com.atomiton.events.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.commons.logging.LogFactory;

/** Tells the application of what happens to connections: on the task executor, one thing at a time, in order. */
final class Notifications {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(Notifications.class));

    /** What happens to peers waits up to so many, while the application is told of what has happened before. */
    private static final int MAX_WAITING = 10_000;

    private final SerialTasks tasks;
    private final Consumer<Object> applicationEvents;
    private final List<Consumer<ConnectionStateChanged>> stateListeners = new CopyOnWriteArrayList<>();

    Notifications(Executor executor, Consumer<Object> applicationEvents) {
        this.tasks = new SerialTasks(executor);
        this.applicationEvents = applicationEvents;
    }

    Subscription add(Consumer<ConnectionStateChanged> listener) {
        // Its own object, so that the same listener may be added twice.
        Consumer<ConnectionStateChanged> added = listener::accept;
        stateListeners.add(added);
        return () -> stateListeners.remove(added);
    }

    void stateChanged(ConnectionStateChanged change) {
        tasks.execute(() -> {
            stateListeners.forEach(listener -> tell(listener, change));
            tell(applicationEvents, change);
        });
    }

    /** Tells of what a peer has caused, which may be many things a second. */
    void publish(Object event) {
        publish(event, () -> tell(event));
    }

    /** As {@link #publish(Object)}, with what is done in its turn. */
    void publish(Object event, Runnable task) {
        if (tasks.waiting() >= MAX_WAITING) {
            log.warn(() -> "The application is not told of " + LogText.escape(String.valueOf(event)) + ": "
                    + MAX_WAITING + " notifications wait for its listeners");
            return;
        }
        tasks.execute(task);
    }

    /** Runs a task in its turn, of which there is no more than one for each that was published. */
    void execute(Runnable task) {
        tasks.execute(task);
    }

    /** At once; only in a task. */
    void tell(Object event) {
        tell(applicationEvents, event);
    }

    private static <T> void tell(Consumer<? super T> listener, T event) {
        try {
            listener.accept(event);
        } catch (Throwable failed) {
            log.error("A listener of " + LogText.escape(String.valueOf(event)) + " failed", failed);
        }
    }
}
