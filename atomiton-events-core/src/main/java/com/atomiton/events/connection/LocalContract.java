package com.atomiton.events.connection;

import com.atomiton.events.codec.EventShape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this process takes its events to look like. Thread-safe; what has not been worked out yet is, which takes some
 * milliseconds for each type.
 */
public interface LocalContract {

    /** The fingerprint of each event whose type is known now and whose shape can be told, by event name. */
    Map<String, String> fingerprints();

    /** The shape of one event; {@code null} if its type is not known, or cannot be told. */
    @Nullable
    EventShape shape(String event);
}
