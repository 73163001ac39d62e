package com.atomiton.events.bus;

import com.atomiton.events.codec.Interest;
import com.atomiton.events.observation.SubscriptionReport;
import com.atomiton.events.protocol.NamePattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listeners and request handlers of this process, and what follows from them for peers: the interest. Each change of
 * the interest is announced before the call that caused it returns, so that what is emitted after it finds the peer
 * informed. Thread-safe.
 */
final class Subscriptions {

    private static final int CACHE_LIMIT = 10_000;

    private final Consumer<Interest> announce;
    private final Map<String, Matching> matching = new ConcurrentHashMap<>();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

    // Guarded by this.
    private final Map<String, List<Listener>> listeners = new LinkedHashMap<>();
    private final SubscriptionLeaks leaks;
    private Interest announced = new Interest(0, List.of(), List.of());

    /** The listeners of one name: of what this process emits, and of what comes from peers. */
    private record Matching(Audience local, Audience remote) {}

    /** @param warn told, in words, of what looks like a leak */
    Subscriptions(Consumer<Interest> announce, Consumer<String> warn) {
        this.announce = announce;
        this.leaks = new SubscriptionLeaks(warn);
    }

    synchronized void add(Listener listener) {
        listeners
                .computeIfAbsent(listener.pattern(), unknown -> new ArrayList<>())
                .add(listener);
        leaks.opened(listener);
        changed();
    }

    synchronized void remove(Listener listener) {
        List<Listener> others = listeners.get(listener.pattern());
        if (others != null && others.remove(listener)) {
            if (others.isEmpty()) {
                listeners.remove(listener.pattern());
            }
            leaks.closed(listener);
            changed();
        }
    }

    /** {@code false} if the name has a handler already; it stays. */
    synchronized boolean add(Handler handler) {
        if (handlers.putIfAbsent(handler.name(), handler) != null) {
            return false;
        }
        changed();
        return true;
    }

    synchronized void remove(Handler handler) {
        if (handlers.remove(handler.name(), handler)) {
            changed();
        }
    }

    /** The listeners of an event of this process. */
    Audience ofLocal(String name) {
        return matching(name).local;
    }

    /** The listeners of an event that comes from a peer. */
    Audience ofRemote(String name) {
        return matching(name).remote;
    }

    private Matching matching(String name) {
        Matching known = matching.get(name);
        return known != null ? known : find(name);
    }

    private synchronized Matching find(String name) {
        List<Listener> all = listeners.entrySet().stream()
                .filter(entry -> NamePattern.of(entry.getKey()).matches(name))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        Matching found = new Matching(
                Audience.of(all.stream().filter(Listener::wantsLocal).toList()),
                Audience.of(all.stream().filter(Listener::wantsRemote).toList()));
        if (matching.size() < CACHE_LIMIT) {
            matching.put(name, found);
        }
        return found;
    }

    /** The handler of a name; {@code null} if there is none. */
    @Nullable
    Handler handler(String name) {
        return handlers.get(name);
    }

    /** All there are: the listeners in the order of their names' first ones, then the handlers by name; a copy. */
    Collection<SubscriptionReport> reports() {
        List<SubscriptionReport> reports = new ArrayList<>();
        synchronized (this) {
            listeners.values().forEach(all -> all.forEach(listener -> reports.add(listener.report())));
        }
        handlers.values().stream()
                .filter(handler -> !ReservedNames.isReserved(handler.name()))
                .sorted(Comparator.comparing(Handler::name))
                .forEach(handler -> reports.add(handler.report()));
        return reports;
    }

    private void changed() {
        matching.clear();
        TreeSet<String> listens = new TreeSet<>();
        listeners.forEach((pattern, all) -> {
            if (all.stream().anyMatch(Listener::wantsRemote)) {
                listens.add(pattern);
            }
        });
        List<String> names = List.copyOf(listens);
        List<String> answers = handlers.keySet().stream()
                .filter(name -> !ReservedNames.isReserved(name))
                .sorted()
                .toList();
        if (!names.equals(announced.listens()) || !answers.equals(announced.handles())) {
            announced = new Interest(announced.version() + 1, names, answers);
            announce.accept(announced);
        }
    }
}
