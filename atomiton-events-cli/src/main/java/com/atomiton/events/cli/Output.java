package com.atomiton.events.cli;

import com.atomiton.events.codec.CodecOptions;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.codec.JacksonEventCodecs;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads values as they are on the wire, in JSON, and makes tables. */
final class Output {

    private static final EventCodec JSON =
            JacksonEventCodecs.available(JsonMapper.builder().build(), CodecOptions.defaults()).stream()
                    .filter(codec -> codec.name().equals("json"))
                    .findFirst()
                    .orElseThrow();

    private Output() {}

    static EventCodec codec() {
        return JSON;
    }

    static String json(@Nullable Object value) {
        return value == null ? "null" : new String(JSON.encode(value, Object.class), StandardCharsets.UTF_8);
    }

    /** A payload as it was typed. */
    static Object payload(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JSON.decode(bytes, 0, bytes.length, Object.class);
    }

    static String bytes(long count) {
        if (count < 10_000) {
            return count + " B";
        }
        return count < 10_000_000 ? count / 1_000 + " kB" : count / 1_000_000 + " MB";
    }

    /** Lines with columns of equal width; the first line has their names. */
    static void table(PrintWriter out, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(String.format(Locale.ROOT, "%-" + (widths.get(i) + 2) + "s", row.get(i)));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
