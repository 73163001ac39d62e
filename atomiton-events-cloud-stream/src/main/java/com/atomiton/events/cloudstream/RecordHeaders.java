package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.EngineRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * A record's headers as those of a message. They travel as text in UTF-8 without a wrapping of Spring's, so that any client
 * of the broker can read and write them.
 */
final class RecordHeaders {

    /** Names of headers that Spring or a binder has added. */
    private static final Pattern OTHERS = Pattern.compile("(kafka|amqp|scst|spring)_.*|contentType");

    private static final byte[] NOTHING = {};

    private RecordHeaders() {}

    static EngineRecord record(Message<?> message, String key) {
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            String text = text(value);
            if (text != null && !OTHERS.matcher(name).matches()) {
                headers.put(name, text);
            }
        });
        byte[] value = message.getPayload() instanceof byte[] bytes ? bytes : NOTHING;
        return new EngineRecord(key, headers, value);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static @Nullable String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value instanceof String string ? string : null;
    }
}
