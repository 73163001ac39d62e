package com.atomiton.events.bus;

import com.atomiton.events.DeadLetter.Reason;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.EventObservations;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import io.micrometer.observation.Observation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryOperations;
import org.springframework.core.retry.Retryable;

/** Brings an event to its listeners, each in its lane, and says when all are done with it. */
final class EventDispatcher {

    private final ErrorReporter errors;
    private final @Nullable RetryOperations retry;
    private final DeadLetters deadLetters;
    private final BusTelemetry telemetry;
    private final @Nullable Middleware middleware;

    /** Whether anybody wants to know how long a listener takes: to look at the clock takes as long as a quick one. */
    private final boolean timed;

    EventDispatcher(
            ErrorReporter errors,
            @Nullable RetryOperations retry,
            DeadLetters deadLetters,
            BusTelemetry telemetry,
            @Nullable Middleware middleware) {
        this.errors = errors;
        this.retry = retry;
        this.deadLetters = deadLetters;
        this.telemetry = telemetry;
        this.middleware = middleware;
        this.timed = telemetry != BusTelemetry.NONE;
    }

    /**
     * Hands an event of a peer to the listeners' lanes, together with what else has come from it.
     *
     * @param latest whether the next one of its name and key takes its place as long as it waits
     */
    void dispatch(
            IncomingEvent event, Payload payload, Audience audience, Fate fate, boolean latest, HandOver handOver) {
        int lanes = audience.groups().size();
        if (lanes == 0) {
            fate.acknowledged();
        }
        Fate each = lanes > 1 ? new JointFate(fate, lanes) : fate;
        for (Audience.Group group : audience.groups()) {
            Delivery delivery = latest
                    ? new LatestDelivery(this, event, payload, group.listeners(), each)
                    : new Delivery(this, event, payload, group.listeners(), each);
            handOver.add(group.lane(), delivery);
        }
    }

    /**
     * Hands the event to the listeners' lanes.
     *
     * @param exempt a lane that is not waited for
     * @param deadline no longer is the caller held for want of space
     * @param fate told when the listeners of all other lanes are done, on the last one's lane, or that a lane dropped it
     * @return {@code DROPPED} if no lane took it
     * @throws EventOverflowException if a lane has no space for it; the others have it then
     */
    EmitResult dispatch(
            IncomingEvent event,
            Payload payload,
            Audience audience,
            @Nullable Lane exempt,
            Deadline deadline,
            Fate fate) {
        int awaited = audience.lanesBesides(exempt);
        if (awaited == 0) {
            fate.acknowledged();
        }
        Fate each = awaited > 1 ? new JointFate(fate, awaited) : fate;
        EmitResult result = EmitResult.DROPPED;
        EventOverflowException overflow = null;
        Error noMemory = null;
        List<Audience.Group> groups = audience.groups();
        for (int i = 0; i < groups.size(); i++) { // No iterator for each event
            Audience.Group group = groups.get(i);
            Fate own = group.lane() == exempt ? Fate.UNOBSERVED : each;
            Delivery delivery = new Delivery(this, event, payload, group.listeners(), own);
            try {
                result = group.lane().execute(delivery, deadline) ? EmitResult.ACCEPTED : result;
            } catch (EventOverflowException full) {
                delivery.dropped(DropReason.OVERFLOW);
                overflow = full;
            } catch (Error notQueued) {
                // The other lanes have it all the same.
                Tasks.run(() -> delivery.dropped(DropReason.OVERFLOW));
                noMemory = notQueued;
            }
        }
        if (noMemory != null) {
            throw noMemory;
        }
        if (overflow != null) {
            throw overflow;
        }
        return result;
    }

    /** Counts what is not delivered. What a peer has sent is not lost: it stays in the peer's window. */
    void dropped(Delivery delivery, DropReason reason) {
        if (delivery.event().isLocal()) {
            telemetry.dropped(delivery.event().name(), reason.label());
        }
    }

    /** Counts what a newer event has taken the place of. */
    void superseded(Delivery delivery) {
        telemetry.dropped(delivery.event().name(), DropReason.SUPERSEDED.label());
    }

    /** Calls the listeners, on their lane. */
    void deliver(Delivery delivery) {
        int depth = delivery.event().depth();
        if (depth == 0) {
            callListeners(delivery);
            return;
        }
        int outer = RequestDepth.enter(depth);
        try {
            callListeners(delivery);
        } finally {
            RequestDepth.leave(outer);
        }
    }

    private void callListeners(Delivery delivery) {
        IncomingEvent event = delivery.event();
        Object value;
        try {
            value = delivery.payload().get();
        } catch (Throwable unreadable) {
            // Also an Error: it may come out of the payload's own constructor.
            errors.report(unreadable, event, delivery.listeners().toString());
            deadLetters.add(event, delivery.payload(), delivery.listeners(), Reason.UNREADABLE, unreadable);
            delivery.fate().unreadable(unreadable);
            return;
        }
        List<Listener> listeners = delivery.listeners();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            try {
                if (!delivery.fate().isConsumedBy(listener) && listener.claim()) {
                    delivery.at(listener);
                    call(listener, value, delivery);
                }
            } catch (Throwable around) {
                // Not what the listener threw, but what is around it: the next one has the event all the same.
                Tasks.failed(around);
            }
        }
    }

    private void call(Listener listener, Object value, Delivery delivery) {
        Observation observation = middleware == null
                ? null
                : middleware.handling(delivery.event(), delivery.event(), listener.description());
        if (observation == null) {
            handleOrReport(listener, value, delivery);
        } else {
            Throwable failure = EventObservations.scoped(observation, () -> handleOrReport(listener, value, delivery));
            EventObservations.stop(observation, failure);
        }
    }

    /** Returns what the listener threw. */
    private @Nullable Throwable handleOrReport(Listener listener, Object value, Delivery delivery) {
        IncomingEvent event = delivery.event();
        long began = timed ? System.nanoTime() : 0;
        Throwable failure = null;
        try {
            handle(listener, value, event);
        } catch (Throwable thrown) {
            // Also an Error: one listener's overflown stack must not take the lane from the others.
            failure = thrown;
        }
        if (timed) {
            telemetry.handled(event.name(), Duration.ofNanos(System.nanoTime() - began), failure);
        }
        if (failure != null && !delivery.fate().failed(listener, failure)) {
            errors.report(failure, event, listener.description());
            deadLetters.add(event, delivery.payload(), List.of(listener), Reason.LISTENER_FAILED, failure);
        }
        return failure;
    }

    private void handle(Listener listener, Object value, IncomingEvent event) throws Throwable {
        if (retry == null) {
            attempt(listener, value, event);
            return;
        }
        try {
            retry.execute(new Retryable<Boolean>() {
                @Override
                public Boolean execute() throws Exception {
                    attempt(listener, value, event);
                    return true;
                }

                @Override
                public String getName() {
                    return listener.description();
                }
            });
        } catch (RetryException exhausted) {
            throw exhausted.getCause();
        }
    }

    private void attempt(Listener listener, Object value, IncomingEvent event) throws Exception {
        if (middleware == null) {
            listener.handle(value, event);
            return;
        }
        middleware.handle(value, event, listener.description(), payload -> {
            listener.handle(payload, event);
            return null;
        });
    }

    /** Gives a dead letter to its listeners again, each in its lane; {@code false} if it or they are gone. */
    boolean redeliver(String id) {
        DeadLetters.Entry entry = deadLetters.find(id);
        if (entry == null) {
            return false;
        }
        List<Listener> open =
                entry.listeners().stream().filter(Listener::isOpen).toList();
        if (open.isEmpty() || !deadLetters.remove(id)) {
            return false;
        }
        try {
            dispatch(entry.event(), entry.payload(), Audience.of(open), null, Deadline.NONE, Fate.UNOBSERVED);
        } catch (EventOverflowException full) {
            deadLetters.restore(entry);
            throw full;
        }
        return true;
    }
}
