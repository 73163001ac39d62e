package com.atomiton.samples.main.conductor;

import com.atomiton.samples.contract.ConductorState;
import com.atomiton.samples.contract.ExecutionStatus;
import com.atomiton.samples.main.execution.Execution;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The executions that run now and the last ones that ended. Every change is reported as {@code conductor:state}, under
 * the lock, so that the last state that is emitted is the last there was.
 */
@Component
class Executions {

    private static final int RECENT = 20;
    private static final int EARLY_CANCELS = 100;

    private final ConductorEvents events;
    private final Map<String, Execution> running = new LinkedHashMap<>();
    private final Deque<ConductorState.Execution> recent = new ArrayDeque<>();

    /** Ids that were cancelled before their execution had started: the request may still be on its way to a thread. */
    private final Set<String> cancelledEarly = new LinkedHashSet<>();

    private boolean closed;

    Executions(ConductorEvents events) {
        this.events = events;
    }

    /**
     * Adds one that begins to run.
     *
     * @throws IllegalStateException if one of its id runs already, or the application is stopping
     */
    synchronized void started(Execution execution) {
        if (closed) {
            throw new IllegalStateException("the conductor is stopping; try again when it has started");
        }
        if (running.putIfAbsent(execution.id(), execution) != null) {
            throw new IllegalStateException(
                    "an execution with the id '" + execution.id() + "' is already running; choose another id");
        }
        if (cancelledEarly.remove(execution.id())) {
            execution.cancel();
        }
        report();
    }

    /** Moves one to those that have ended. */
    synchronized void ended(Execution execution, ExecutionStatus status) {
        running.remove(execution.id());
        ended(execution.id(), execution.blueprint().id(), status, execution.startedAt());
    }

    /** Adds one that ended without having run. */
    synchronized void ended(String executionId, String blueprintId, ExecutionStatus status, Instant startedAt) {
        recent.addFirst(new ConductorState.Execution(executionId, blueprintId, status, startedAt));
        if (recent.size() > RECENT) {
            recent.removeLast();
        }
        report();
    }

    /** Cancels the execution of this id, now or when it starts. One that has ended is left as it is. */
    synchronized void cancel(String executionId) {
        Execution execution = running.get(executionId);
        if (execution != null) {
            execution.cancel();
        } else if (recent.stream().noneMatch(ended -> ended.executionId().equals(executionId))) {
            cancelledEarly.add(executionId);
            if (cancelledEarly.size() > EARLY_CANCELS) {
                Iterator<String> oldest = cancelledEarly.iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    /** Cancels all, before the bus stops, so that it need not wait for them. */
    @EventListener(ContextClosedEvent.class)
    synchronized void close() {
        closed = true;
        running.values().forEach(Execution::cancel);
    }

    /** Also at the start, so that an editor that has seen another conductor does not go on showing its executions. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void report() {
        events.state(new ConductorState(
                running.values().stream()
                        .map(execution -> new ConductorState.Execution(
                                execution.id(),
                                execution.blueprint().id(),
                                ExecutionStatus.RUNNING,
                                execution.startedAt()))
                        .toList(),
                List.copyOf(recent)));
    }
}
