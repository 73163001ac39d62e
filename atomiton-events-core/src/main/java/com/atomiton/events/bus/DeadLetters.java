package com.atomiton.events.bus;

import com.atomiton.events.DeadLetter;
import com.atomiton.events.Failures;
import com.atomiton.events.LogText;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.PassedMessage.Content;
import com.atomiton.events.session.DropReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of this process. Bounded in number and bytes: the oldest is dropped for a new one, and counted. The
 * bytes are those that came from peers; of this process's own events it keeps the payload object. Thread-safe.
 */
final class DeadLetters {

    static final int CAPACITY = 1_000;
    static final long MAX_BYTES = 16 * 1024 * 1024;

    private final Codecs codecs;
    private final EventCatalog catalog;
    private final BusTelemetry telemetry;
    private final Taps taps;

    // Guarded by this.
    private final Map<String, Entry> byId = new LinkedHashMap<>();
    private long bytes;
    private long count;

    /** A dead letter and what it takes to deliver it again. */
    record Entry(DeadLetter letter, IncomingEvent event, Payload payload, List<Listener> listeners, long size) {}

    DeadLetters(Codecs codecs, EventCatalog catalog, BusTelemetry telemetry, Taps taps) {
        this.codecs = codecs;
        this.catalog = catalog;
        this.telemetry = telemetry;
        this.taps = taps;
    }

    void add(
            IncomingEvent event,
            Payload payload,
            List<Listener> listeners,
            DeadLetter.Reason reason,
            Throwable failure) {
        telemetry.deadLettered(event.name(), reason.label());
        if (taps.isWatched()) {
            taps.deadLettered(event, reason.label());
        }
        EncodedPayload arrived = payload.encoded();
        EncodedPayload encoded = arrived == null ? null : arrived.alone();
        String readers = listeners.stream().map(Listener::description).collect(Collectors.joining(", "));
        String text = LogText.escape(Failures.text(failure));
        String id;
        synchronized (this) {
            id = Long.toString(++count);
        }
        DeadLetter letter = encoded == null
                ? new DeadLetter(
                        id,
                        event,
                        reason,
                        text,
                        readers,
                        Instant.now(),
                        codecs.json().name(),
                        () -> codecs.json().encode(payload.get(), catalog.payloadType(event.name())))
                : new DeadLetter(id, event, reason, text, readers, Instant.now(), encoded.codec(), encoded::bytes);
        Payload again = encoded == null ? payload : new ReceivedPayload(encoded, catalog, event.name());
        long size = encoded == null ? 0 : encoded.length() + headerSize(event);
        restore(new Entry(letter, event, again, List.copyOf(listeners), size));
    }

    private static long headerSize(IncomingEvent event) {
        return event.headers().entrySet().stream()
                .mapToLong(
                        header -> header.getKey().length() + header.getValue().length())
                .sum();
    }

    /** Adds one that was there before, as the newest. */
    void restore(Entry entry) {
        put(entry).forEach(dropped -> telemetry.dropped(dropped.event.name(), DropReason.DEAD_LETTERS_FULL.label()));
    }

    /** Returns what there is no room for any more. */
    private synchronized List<Entry> put(Entry entry) {
        byId.put(entry.letter.id(), entry);
        bytes += entry.size;
        List<Entry> dropped = new ArrayList<>(0);
        Iterator<Entry> oldest = byId.values().iterator();
        while (byId.size() > CAPACITY || bytes > MAX_BYTES) {
            Entry next = oldest.next();
            oldest.remove();
            bytes -= next.size;
            dropped.add(next);
        }
        return dropped;
    }

    /** The dead letters, the oldest first; a copy. */
    synchronized Collection<DeadLetter> letters() {
        return byId.values().stream().map(Entry::letter).toList();
    }

    /** The payload of one as plain values; {@code null} if it is not there or unreadable. */
    @Nullable
    Object values(String id) {
        Entry entry = find(id);
        if (entry == null) {
            return null;
        }
        EncodedPayload encoded = entry.payload.encoded();
        Content content =
                encoded == null ? new LocalContent(codecs.json(), entry.payload.get()) : new EncodedContent(encoded);
        return content.values();
    }

    /** Looks, without taking it out; {@code null} if there is none. */
    synchronized @Nullable Entry find(String id) {
        return byId.get(id);
    }

    /** Takes one out; {@code false} if it is not there any more. */
    synchronized boolean remove(String id) {
        Entry removed = byId.remove(id);
        if (removed != null) {
            bytes -= removed.size;
        }
        return removed != null;
    }
}
