package com.atomiton.events.bus;

import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Origin;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.Subscription;
import com.atomiton.events.observation.SubscriptionReport;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one answerer of requests of a name in this process. */
final class Handler implements Subscription {

    private final EventType<?> type;
    private final RequestHandler<Object, ?> handler;
    private final String description;
    private final String place;
    private final String laneName;
    private final @Nullable Lane lane;
    private final Consumer<Handler> whenClosed;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param whenClosed called once */
    @SuppressWarnings("unchecked") // a payload is decoded as, or checked against, the type before it gets here
    Handler(
            EventType<?> type,
            RequestHandler<?, ?> handler,
            String description,
            String place,
            String laneName,
            @Nullable Lane lane,
            Consumer<Handler> whenClosed) {
        this.type = type;
        this.handler = (RequestHandler<Object, ?>) handler;
        this.description = description;
        this.place = place;
        this.laneName = laneName;
        this.lane = lane;
        this.whenClosed = whenClosed;
    }

    String name() {
        return type.name();
    }

    EventType<?> type() {
        return type;
    }

    String description() {
        return description;
    }

    SubscriptionReport report() {
        return new SubscriptionReport(name(), true, laneName, Origin.ANY, description, place);
    }

    /** What a request waits for before it is called, in words. */
    String turn() {
        return lane == null
                ? "turn in this process (atomiton.events.request.concurrency)"
                : "turn in the lane '" + laneName + "' of this process";
    }

    /** The lane that was asked for; {@code null} if requests are tasks of their own. */
    @Nullable
    Lane lane() {
        return lane;
    }

    String laneName() {
        return laneName;
    }

    /**
     * Calls it. With the look at whether it is closed the call has begun, so nothing may come in between.
     *
     * @throws NoHandlerException if it was closed while the request waited for its turn
     */
    @Nullable
    Object handle(Object payload, ActiveRequest request) throws Exception {
        if (closed.get()) {
            throw new NoHandlerException(name(), request.id(), "its handler was closed while it waited");
        }
        return handler.handle(payload, request);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            whenClosed.accept(this);
        }
    }

    @Override
    public String toString() {
        return description;
    }
}
