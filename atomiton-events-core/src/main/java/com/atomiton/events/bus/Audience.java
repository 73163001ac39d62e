package com.atomiton.events.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The listeners of one event, grouped by the lanes that they share. Immutable. */
record Audience(List<Group> groups) {

    private static final Audience NOBODY = new Audience(List.of());

    /** Those of one lane, in the order in which they came. */
    record Group(Lane lane, List<Listener> listeners) {}

    static Audience of(List<Listener> listeners) {
        if (listeners.isEmpty()) {
            return NOBODY;
        }
        Map<Lane, List<Listener>> byLane = new LinkedHashMap<>();
        for (Listener listener : listeners) {
            byLane.computeIfAbsent(listener.lane(), unknown -> new ArrayList<>())
                    .add(listener);
        }
        return new Audience(byLane.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), List.copyOf(entry.getValue())))
                .toList());
    }

    static Audience nobody() {
        return NOBODY;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** How many lanes have to do with the event, besides this one. */
    int lanesBesides(@Nullable Lane exempt) {
        int lanes = groups.size();
        if (exempt != null) {
            for (Group group : groups) {
                lanes -= group.lane == exempt ? 1 : 0;
            }
        }
        return lanes;
    }
}
