package com.atomiton.events.connection;

import com.atomiton.events.LogText;
import com.atomiton.events.codec.ShapeDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What two processes do not agree on, by event and property. */
final class ContractDifferences {

    /** As many as a log line or a refusal can hold. */
    private static final int MAX_TOLD = 30;

    private final Map<String, List<ShapeDifference>> byEvent = new TreeMap<>();

    void add(String event, List<ShapeDifference> differences) {
        if (!differences.isEmpty()) {
            byEvent.put(event, differences);
        }
    }

    void addAll(ContractDifferences others) {
        others.byEvent.forEach(this::add);
    }

    /** Those that break something, or those that do not. */
    ContractDifferences breaking(boolean breaking) {
        ContractDifferences chosen = new ContractDifferences();
        byEvent.forEach((event, differences) -> chosen.add(
                event,
                differences.stream()
                        .filter(difference -> difference.breaking() == breaking)
                        .toList()));
        return chosen;
    }

    boolean isEmpty() {
        return byEvent.isEmpty();
    }

    /** As in {@code conductor:progress: property percent is integer here and string at renderer editor-1}. */
    String describe(String here, String there) {
        List<String> told = new ArrayList<>();
        int left = MAX_TOLD;
        for (Map.Entry<String, List<ShapeDifference>> event : byEvent.entrySet()) {
            if (left > 0) {
                told.add(event.getKey() + ": "
                        + event.getValue().stream()
                                .limit(left)
                                .map(difference -> LogText.escape(difference.describe(here, there)))
                                .collect(Collectors.joining("; ")));
            }
            left -= event.getValue().size();
        }
        return String.join("; ", told) + (left < 0 ? "; and " + -left + " more" : "");
    }
}
