package com.atomiton.events.engine;

import java.util.Map;

/**
 * What an engine carries.
 *
 * @param key orders: records of one destination and key are received in the order in which they were sent
 * @param headers what is to be known besides the value; names are of ASCII letters, digits and {@code . - _ * + %}
 * @param value JSON in UTF-8, or nothing; not copied
 */
public record EngineRecord(String key, Map<String, String> headers, byte[] value) {

    /** Copies the headers. */
    public EngineRecord {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "record of key '" + key + "' with " + headers + " and " + value.length + " bytes";
    }
}
