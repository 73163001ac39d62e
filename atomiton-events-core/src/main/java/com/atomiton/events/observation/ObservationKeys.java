package com.atomiton.events.observation;

import com.atomiton.events.Peer;
import com.atomiton.events.observation.ConductorObservation.DetailKey;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/** What the default conventions have in common. */
final class ObservationKeys {

    private static final String OTHER = "other";

    private ObservationKeys() {}

    /** A name of a closed set. */
    static String event(String name, boolean known) {
        return known ? name : OTHER;
    }

    static KeyValues details(@Nullable String correlationId, @Nullable Peer peer) {
        return KeyValues.of(
                DetailKey.CORRELATION_ID.withValue(correlationId == null ? KeyValue.NONE_VALUE : correlationId),
                DetailKey.PEER.withValue(peer == null ? KeyValue.NONE_VALUE : peer.toString()));
    }
}
