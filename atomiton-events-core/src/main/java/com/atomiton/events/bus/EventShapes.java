package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.EventType;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.codec.EventShape;
import com.atomiton.events.connection.LocalContract;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What the events of this process look like: worked out by the codec that every process has, when first asked for. */
final class EventShapes implements LocalContract {

    private static final Log log = LogFactory.getLog(EventShapes.class);

    private final EventCatalog catalog;
    private final EventCodec json;
    private final Map<Type, Optional<EventShape>> byType = new ConcurrentHashMap<>();

    EventShapes(EventCatalog catalog, EventCodec json) {
        this.catalog = catalog;
        this.json = json;
    }

    @Override
    public Map<String, String> fingerprints() {
        Map<String, String> fingerprints = new TreeMap<>();
        for (EventType<?> type : catalog.types()) {
            shapeOf(type).ifPresent(shape -> fingerprints.put(type.name(), shape.fingerprint()));
        }
        return fingerprints;
    }

    @Override
    public @Nullable EventShape shape(String event) {
        EventType<?> type = catalog.find(event);
        return type == null ? null : shapeOf(type).orElse(null);
    }

    private Optional<EventShape> shapeOf(EventType<?> type) {
        Optional<EventShape> known = byType.get(type.payloadType());
        if (known == null) {
            known = find(type);
            byType.put(type.payloadType(), known);
        }
        return known;
    }

    private Optional<EventShape> find(EventType<?> type) {
        try {
            return json.shape(type.payloadType());
        } catch (EventBusException impossible) {
            // Writing a payload of it will say so too.
            log.debug("The shape of " + type + " cannot be told, so it is not compared", impossible);
            return Optional.empty();
        }
    }
}
