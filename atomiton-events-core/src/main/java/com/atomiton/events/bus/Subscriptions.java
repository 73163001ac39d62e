package com.atomiton.events.bus;

import com.atomiton.events.EventContractException;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.connection.InterestLimits;
import com.atomiton.events.observation.SubscriptionReport;
import com.atomiton.events.protocol.NamePattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The listeners and request handlers of this process, and what follows from them for peers: the interest. Each change of
 * the interest is announced before the call that caused it returns, so that what is emitted after it finds the peer
 * informed. What one subscription costs does not depend on how many there are. Thread-safe.
 */
final class Subscriptions {

    private static final int CACHE_LIMIT = 10_000;

    private final Consumer<Interest> announce;
    private final InterestLimits limits;
    private final Map<String, Matching> matching = new ConcurrentHashMap<>();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

    // Guarded by this.
    private final Map<String, ListenersOfText> listeners = new LinkedHashMap<>();
    private final Map<String, ListenersOfText> patterns = new LinkedHashMap<>();
    private final SubscriptionLeaks leaks;
    private long texts;
    private int announcedNames;
    private int announcedPatterns;

    /** The listeners of one name: of what this process emits, and of what comes from peers. */
    private record Matching(Audience local, Audience remote) {}

    /**
     * Begins without any.
     *
     * @param announce told each change, under a lock
     * @param warn told, in words, of what looks like a leak
     */
    Subscriptions(Consumer<Interest> announce, InterestLimits limits, Consumer<String> warn) {
        this.announce = announce;
        this.limits = limits;
        this.leaks = new SubscriptionLeaks(warn);
    }

    /** @throws EventContractException if this process listens to too much already */
    synchronized void add(Listener listener) {
        String text = listener.pattern();
        ListenersOfText known = listeners.get(text);
        boolean isNew = listener.wantsRemote() && (known == null || !known.wantRemote());
        if (isNew) {
            count(text, 1);
        }
        if (known == null) {
            known = new ListenersOfText(texts++, text);
            listeners.put(text, known);
            if (NamePattern.isPattern(text)) {
                patterns.put(text, known);
            }
        }
        known.add(listener);
        leaks.opened(listener);
        forgetMatching(text);
        if (isNew) {
            announce.accept(new Interest(List.of(text), List.of()));
        }
    }

    synchronized void remove(Listener listener) {
        String text = listener.pattern();
        ListenersOfText others = listeners.get(text);
        if (others == null || !others.remove(listener)) {
            return;
        }
        if (others.isEmpty()) {
            listeners.remove(text);
            patterns.remove(text);
        }
        leaks.closed(listener);
        forgetMatching(text);
        if (listener.wantsRemote() && !others.wantRemote()) {
            count(text, -1);
            announce.accept(new Interest(List.of(), List.of(), List.of(text), List.of(), null));
        }
    }

    /**
     * Has it answer the requests of its name.
     *
     * @return {@code false} if the name has a handler already; it stays
     * @throws EventContractException if this process answers too much already
     */
    synchronized boolean add(Handler handler) {
        if (handlers.containsKey(handler.name())) {
            return false;
        }
        boolean isAnnounced = !ReservedNames.isReserved(handler.name());
        if (isAnnounced) {
            count(handler.name(), 1);
        }
        handlers.put(handler.name(), handler);
        if (isAnnounced) {
            announce.accept(new Interest(List.of(), List.of(handler.name())));
        }
        return true;
    }

    synchronized void remove(Handler handler) {
        if (handlers.remove(handler.name(), handler) && !ReservedNames.isReserved(handler.name())) {
            count(handler.name(), -1);
            announce.accept(new Interest(List.of(), List.of(), List.of(), List.of(handler.name()), null));
        }
    }

    private void count(String text, int more) {
        boolean isPattern = NamePattern.isPattern(text);
        int names = announcedNames + (isPattern ? 0 : more);
        int patternsThen = announcedPatterns + (isPattern ? more : 0);
        String excess = limits.exceededBy(names, patternsThen);
        if (excess != null) {
            throw new EventContractException(
                    "'" + text + "' is one too many: a process cannot listen to and answer " + excess,
                    isPattern
                            ? "listen to fewer patterns that match more, and close subscriptions that are not needed"
                            : "listen to a pattern in place of its names, tell things of one kind apart by the event's"
                                    + " key or payload and not by its name, and close subscriptions that are not needed",
                    null);
        }
        announcedNames = names;
        announcedPatterns = patternsThen;
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
        ListenersOfText named = listeners.get(name);
        List<Listener> all = Stream.concat(
                        Stream.ofNullable(named), patterns.values().stream().filter(pattern -> pattern.matches(name)))
                .sorted(Comparator.comparingLong(ListenersOfText::order))
                .flatMap(ListenersOfText::stream)
                .toList();
        Matching found = new Matching(
                Audience.of(all.stream().filter(Listener::wantsLocal).toList()),
                Audience.of(all.stream().filter(Listener::wantsRemote).toList()));
        if (matching.size() < CACHE_LIMIT) {
            matching.put(name, found);
        }
        return found;
    }

    private void forgetMatching(String text) {
        if (NamePattern.isPattern(text)) {
            matching.clear();
        } else {
            matching.remove(text);
        }
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
            listeners.values().forEach(all -> all.stream().forEach(listener -> reports.add(listener.report())));
        }
        handlers.values().stream()
                .filter(handler -> !ReservedNames.isReserved(handler.name()))
                .sorted(Comparator.comparing(Handler::name))
                .forEach(handler -> reports.add(handler.report()));
        return reports;
    }
}
