package com.atomiton.events.test;

import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.protocol.NamePattern;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The event listeners of a recording bus, called on the thread of the test. */
final class Listeners {

    private final List<Listener> all = new CopyOnWriteArrayList<>();

    Subscription add(String pattern, ContextualEventHandler<Object> handler, SubscribeOptions options, boolean once) {
        Listener listener = new Listener(NamePattern.of(pattern), handler, options, once);
        all.add(listener);
        return () -> all.remove(listener);
    }

    boolean listenTo(String name) {
        return all.stream().anyMatch(listener -> listener.pattern.matches(name));
    }

    /** The listeners, in words for messages. */
    List<?> all() {
        return List.copyOf(all);
    }

    /** Calls each listener of the event, also after one that fails; then throws what the first threw, as it is. */
    void call(Object payload, FiredEvent event) {
        List<Listener> wanting =
                all.stream().filter(listener -> listener.wants(event)).toList();
        if (wanting.isEmpty()) {
            throw new AssertionError("'" + event.name() + "' from "
                    + (event.isLocal() ? "this process" : event.sender().toString())
                    + " was fired, but nobody listens to it; there are " + (all.isEmpty() ? "no listeners" : all));
        }
        Throwable first = null;
        for (Listener listener : wanting) {
            Throwable failure = listener.call(payload, event);
            if (first == null) {
                first = failure;
            } else if (failure != null && failure != first) {
                first.addSuppressed(failure);
            }
        }
        if (first != null) {
            Listeners.<RuntimeException>rethrow(first);
        }
    }

    @SuppressWarnings("unchecked") // a checked exception is to reach the test as it was thrown
    private static <E extends Throwable> void rethrow(Throwable failure) throws E {
        throw (E) failure;
    }

    /** One subscription. */
    private final class Listener {

        private final NamePattern pattern;
        private final ContextualEventHandler<Object> handler;
        private final SubscribeOptions options;
        private final boolean once;

        Listener(NamePattern pattern, ContextualEventHandler<Object> handler, SubscribeOptions options, boolean once) {
            this.pattern = pattern;
            this.handler = handler;
            this.options = options;
            this.once = once;
        }

        boolean wants(FiredEvent event) {
            Origin unwanted = event.isLocal() ? Origin.REMOTE : Origin.LOCAL;
            return options.origin() != unwanted && pattern.matches(event.name());
        }

        @Nullable
        Throwable call(Object payload, FiredEvent event) {
            // Another listener of the same event may have closed this one.
            boolean claimed = once ? all.remove(this) : all.contains(this);
            try {
                if (claimed) {
                    handler.handle(payload, event);
                }
                return null;
            } catch (Throwable failure) {
                return failure;
            }
        }

        @Override
        public String toString() {
            String origin = options.origin() == Origin.ANY ? "" : " (" + options.origin() + " only)";
            return "'" + pattern + "'" + origin;
        }
    }
}
