package com.atomiton.events.observation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what passes a bus, by name, kind and direction; names beyond the first thousand are one. Thread-safe. */
public final class TapCounts implements EventTap {

    private static final int MAX_COUNTS = 1_000;
    private static final String OTHER = "(other)";

    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    private record Key(String name, PassedMessage.Kind kind, PassedMessage.Direction direction) {}

    private record Counter(LongAdder messages, LongAdder bytes) {}

    /**
     * What has passed since it was attached.
     *
     * @param kind as in {@link TapEntry}
     * @param direction as in {@link TapEntry}
     */
    public record Count(String name, String kind, String direction, long messages, long bytes) {}

    @Override
    public void passed(PassedMessage message) {
        Key key = new Key(message.name(), message.kind(), message.direction());
        Counter counter = counters.get(key);
        if (counter == null) {
            Key counted = counters.size() < MAX_COUNTS ? key : new Key(OTHER, message.kind(), message.direction());
            counter = counters.computeIfAbsent(counted, first -> new Counter(new LongAdder(), new LongAdder()));
        }
        counter.messages.increment();
        counter.bytes.add(message.size());
    }

    /** The counts; a copy. */
    public List<Count> counts() {
        return counters.entrySet().stream()
                .map(entry -> new Count(
                        entry.getKey().name,
                        entry.getKey().kind.label(),
                        entry.getKey().direction.label(),
                        entry.getValue().messages.sum(),
                        entry.getValue().bytes.sum()))
                .toList();
    }
}
