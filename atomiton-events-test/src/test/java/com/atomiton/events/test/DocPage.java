package com.atomiton.events.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation. What it shows of Java must be found in source files of this repository, so that it
 * compiles as it stands.
 *
 * @param text the page
 */
record DocPage(String text) {

    private static final Path ROOT = Path.of("..");
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    /** @param path seen from the root of the repository */
    static DocPage of(String path) {
        return new DocPage(read(ROOT.resolve(path)));
    }

    /** The blocks of Java, without white space: where lines break is the formatter's business. */
    List<String> javaBlocks() {
        return JAVA_BLOCK
                .matcher(text)
                .results()
                .map((MatchResult block) -> withoutSpace(block.group(1)))
                .toList();
    }

    /**
     * All source files below a directory one after another, without white space.
     *
     * @param directory seen from the root of the repository
     */
    static String sourcesBelow(String directory) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> withoutSpace(read(file)))
                    .collect(Collectors.joining("\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
