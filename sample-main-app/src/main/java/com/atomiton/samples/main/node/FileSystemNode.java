package com.atomiton.samples.main.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * {@code file-system}: {@code operation: read} gives the text of {@code path}, {@code write} writes {@code content} to
 * it, {@code list} gives the names in it. Always below the working directory.
 */
@Component
final class FileSystemNode implements NodeType {

    /** A text is in memory and may become part of a result. */
    private static final long MAX_BYTES = 1_000_000;

    private final WorkingDirectory directory;

    FileSystemNode(WorkingDirectory directory) {
        this.directory = directory;
    }

    private enum Operation {
        READ,
        WRITE,
        LIST
    }

    @Override
    public String name() {
        return "file-system";
    }

    @Override
    public Object run(NodeContext node) throws IOException {
        String path = node.parameters().text("path");
        return switch (node.parameters().choice("operation", Operation.class)) {
            case READ -> read(path);
            case WRITE -> write(path, node.parameters().text("content"));
            case LIST -> list(path);
        };
    }

    private String read(String path) throws IOException {
        Path file = directory.resolve(path);
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException(
                    path + " has " + size + " bytes; no more than " + MAX_BYTES + " are read as text");
        }
        return Files.readString(file);
    }

    private Map<String, Object> write(String path, String content) throws IOException {
        Path file = directory.write(path, temporary -> Files.writeString(temporary, content));
        return Map.of("path", path, "bytes", Files.size(file));
    }

    private List<String> list(String path) throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve(path))) {
            return entries.map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
                    .sorted()
                    .toList();
        }
    }
}
