package com.atomiton.events.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A broker in memory: partitions by key, groups that share them, attempts, dead letters. Thread-safe. */
public final class MemoryBroker {

    static final int PARTITIONS = 4;
    /** How often a record is given to a receiver that fails. */
    public static final int ATTEMPTS = 3;

    // All guarded by this.
    private final Map<Place, List<EngineRecord>> logs = new HashMap<>();
    private final Map<GroupPlace, Integer> offsets = new HashMap<>();
    private final Set<GroupPlace> busy = new HashSet<>();
    private final List<MemorySubscription> subscriptions = new ArrayList<>();
    private final List<EngineRecord> deadLetters = new ArrayList<>();
    private boolean down;

    /** A partition of a destination. */
    private record Place(Destination destination, int partition) {}

    /** A partition as a group reads it. */
    private record GroupPlace(String group, Place place) {}

    /** What a subscription is to consume next. */
    record Next(EngineRecord record, Object place) {}

    /** One for each process. */
    public MemoryEngine engine() {
        return new MemoryEngine(this);
    }

    /** Nothing is taken, and nothing is given, until it is up again. */
    public synchronized void down(boolean isDown) {
        down = isDown;
        notifyAll();
    }

    public synchronized List<EngineRecord> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** All records of a destination, as they came. */
    public synchronized List<EngineRecord> records(Destination destination) {
        List<EngineRecord> records = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            records.addAll(logs.getOrDefault(new Place(destination, partition), List.of()));
        }
        return records;
    }

    /** Whether all who receive from a destination have consumed all of it. */
    public synchronized boolean isConsumed(Destination destination) {
        return offsets.entrySet().stream()
                .filter(entry -> entry.getKey().place.destination.equals(destination))
                .allMatch(entry -> entry.getValue()
                        == logs.getOrDefault(entry.getKey().place, List.of()).size());
    }

    synchronized boolean add(Destination destination, EngineRecord record) {
        if (down) {
            return false;
        }
        Place place = new Place(destination, Math.floorMod(record.key().hashCode(), PARTITIONS));
        logs.computeIfAbsent(place, none -> new ArrayList<>()).add(record);
        notifyAll();
        return true;
    }

    synchronized void add(MemorySubscription subscription, boolean fromNow) {
        subscriptions.add(subscription);
        if (fromNow) {
            for (Destination destination : subscription.destinations()) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    Place place = new Place(destination, partition);
                    offsets.put(
                            new GroupPlace(subscription.group(), place),
                            logs.getOrDefault(place, List.of()).size());
                }
            }
        }
        notifyAll();
    }

    synchronized void remove(MemorySubscription subscription) {
        subscriptions.remove(subscription);
        notifyAll();
    }

    /** Waits for the next record that this subscription is to consume; {@code null} when it is not there any more. */
    synchronized @Nullable Next next(MemorySubscription subscription) throws InterruptedException {
        while (subscriptions.contains(subscription)) {
            for (Destination destination : subscription.destinations()) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    Place place = new Place(destination, partition);
                    GroupPlace groupPlace = new GroupPlace(subscription.group(), place);
                    List<EngineRecord> log = logs.getOrDefault(place, List.of());
                    int offset = offsets.getOrDefault(groupPlace, 0);
                    if (!down
                            && offset < log.size()
                            && owner(subscription.group(), place) == subscription
                            && busy.add(groupPlace)) {
                        return new Next(log.get(offset), groupPlace);
                    }
                }
            }
            wait();
        }
        return null;
    }

    private @Nullable MemorySubscription owner(String group, Place place) {
        List<MemorySubscription> members = subscriptions.stream()
                .filter(member ->
                        member.group().equals(group) && member.destinations().contains(place.destination))
                .toList();
        return members.isEmpty() ? null : members.get(place.partition % members.size());
    }

    synchronized void done(Next next, boolean consumed) {
        GroupPlace place = (GroupPlace) next.place();
        busy.remove(place);
        if (consumed) {
            offsets.merge(place, 1, Integer::sum);
        }
        notifyAll();
    }

    synchronized void dead(EngineRecord record) {
        deadLetters.add(record);
    }
}
