package com.atomiton.events.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One file of {@code docs/wire-protocol}: what a frame means, and its bytes. The README there describes the format. */
record WireVector(String file, Map<String, String> meaning, byte[] bytes) {

    private static final Path DIRECTORY = Path.of("..", "docs", "wire-protocol");

    static List<WireVector> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(WireVector::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WireVector read(Path file) {
        try {
            Map<String, String> meaning = new LinkedHashMap<>();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            boolean inBytes = false;
            for (String line : Files.readAllLines(file)) {
                if (line.equals("bytes:")) {
                    inBytes = true;
                } else if (inBytes) {
                    bytes.writeBytes(hex(line.replaceFirst("#.*", "")));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(" *= ?", 2);
                    meaning.put(parts[0], parts[1]);
                }
            }
            return new WireVector(file.getFileName().toString(), meaning, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRefused() {
        return has("refused");
    }

    boolean isReadOnly() {
        return has("read only");
    }

    boolean has(String key) {
        return meaning.containsKey(key);
    }

    String get(String key) {
        String value = meaning.get(key);
        if (value == null) {
            throw new IllegalArgumentException(file + " has no line '" + key + " = …'");
        }
        return value;
    }

    @Nullable
    String find(String key) {
        return meaning.get(key);
    }

    long number(String key) {
        return Long.parseLong(get(key));
    }

    /** What is written as text in one line and as bytes in another one named {@code key hex}. */
    byte[] content(String key) {
        return has(key + " hex") ? hex(get(key + " hex")) : get(key).getBytes(UTF_8);
    }

    FrameType type() {
        return FrameType.valueOf(get("type"));
    }

    int flags() {
        return Stream.of(get("flags").split(" "))
                .filter(name -> !name.isEmpty())
                .mapToInt(WireVector::flag)
                .sum();
    }

    private static int flag(String name) {
        return switch (name) {
            case "NEGOTIATED_CODEC" -> 0x01;
            case "HEADERS" -> 0x02;
            case "KEY" -> 0x04;
            case "UNNUMBERED" -> 0x08;
            case "CONFIRM" -> 0x10;
            case "REDELIVERED" -> 0x20;
            case "RETAINED" -> 0x40;
            case "WANTS_PROGRESS" -> 0x80;
            default -> throw new IllegalArgumentException("no flag: " + name);
        };
    }

    /** All lines whose keys begin so, without that. */
    Map<String, String> group(String prefix) {
        Map<String, String> group = new LinkedHashMap<>();
        meaning.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                group.put(key.substring(prefix.length()), value);
            }
        });
        return group;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Override
    public String toString() {
        return file;
    }
}
