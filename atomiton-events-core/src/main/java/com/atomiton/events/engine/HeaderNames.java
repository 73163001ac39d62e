package com.atomiton.events.engine;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of an event's headers, which may be any text, as names that every engine takes: others are percent-encoded. */
final class HeaderNames {

    private HeaderNames() {}

    static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** @throws EngineRecordRefusedException if it was not encoded so */
    static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new EngineRecordRefusedException("a record has a header of a malformed name", malformed);
        }
    }
}
