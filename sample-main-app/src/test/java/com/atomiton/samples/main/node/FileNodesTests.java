package com.atomiton.samples.main.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code file-system} and {@code spreadsheet} in a working directory, and what leads out of it. */
class FileNodesTests {

    @TempDir
    Path parent;

    private Path root;
    private FileSystemNode files;
    private SpreadsheetNode spreadsheet;

    @BeforeEach
    void makeDirectories() throws IOException {
        root = Files.createDirectory(parent.resolve("work"));
        Files.createDirectory(parent.resolve("work-too"));
        Files.writeString(parent.resolve("secret.txt"), "secret");
        WorkingDirectory directory = new WorkingDirectory(root);
        files = new FileSystemNode(directory);
        spreadsheet = new SpreadsheetNode(directory);
    }

    @Test
    void textIsWrittenReadAndListed() throws IOException {
        assertThat(files(Map.of("operation", "write", "path", "a/b.txt", "content", "grüß")))
                .isEqualTo(Map.of("path", "a/b.txt", "bytes", 6L));
        assertThat(files(Map.of("operation", "read", "path", "a/b.txt"))).isEqualTo("grüß");
        assertThat(files(Map.of("operation", "list", "path", "."))).isEqualTo(List.of("a/"));
        assertThat(files(Map.of("operation", "list", "path", "a"))).isEqualTo(List.of("b.txt"));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> files(Map.of("operation", "read", "path", "c.txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "..",
                "a/../../secret.txt",
                "a/..",
                "../work-too/x.txt",
                "/etc/hostname",
                "file-link",
                "directory-link/secret.txt",
                "directory-link/new.txt",
                "dangling-link",
                "inside/up-link/secret.txt",
                "bad\u0000name",
            })
    void noPathLeadsOutside(String path) throws IOException {
        Files.createSymbolicLink(root.resolve("file-link"), parent.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("directory-link"), parent);
        Files.createSymbolicLink(root.resolve("dangling-link"), parent.resolve("made-by-a-node.txt"));
        Files.createDirectory(root.resolve("inside"));
        Files.createSymbolicLink(root.resolve("inside/up-link"), Path.of("../.."));

        for (String operation : List.of("read", "write", "list")) {
            assertThatExceptionOfType(PathEscapeException.class)
                    .isThrownBy(() -> files(Map.of("operation", operation, "path", path, "content", "x")))
                    .withMessageStartingWith("the path '" + path + "' cannot be used: ");
        }
        assertThatExceptionOfType(PathEscapeException.class)
                .isThrownBy(() -> spreadsheet(Map.of("operation", "read", "file", path), null));
        assertThatExceptionOfType(PathEscapeException.class)
                .isThrownBy(() -> spreadsheet(Map.of("operation", "write", "file", path), List.of()));
        assertThat(parent.resolve("secret.txt")).hasContent("secret");
        assertThat(parent.resolve("made-by-a-node.txt")).doesNotExist();
        assertThat(parent.resolve("new.txt")).doesNotExist();
    }

    @Test
    void aLinkThatStaysInsideIsFine() throws IOException {
        Files.writeString(root.resolve("a.txt"), "a");
        Files.createSymbolicLink(root.resolve("link.txt"), Path.of("a.txt"));

        assertThat(files(Map.of("operation", "read", "path", "link.txt"))).isEqualTo("a");
    }

    @Test
    void aTableComesBackAsItWasWritten() throws IOException {
        Table table = new Table(
                List.of("name", "price"),
                List.of(
                        Map.of("name", "Pens, 10 \"blue\"\nsecond line", "price", new BigDecimal("5.950")),
                        Map.of("name", "Größe", "price", new BigDecimal("1E+3"))));

        Object written = spreadsheet(Map.of("operation", "write", "file", "out/a.csv"), table);
        Table read = (Table)
                spreadsheet(Map.of("operation", "read", "file", "out/a.csv", "numbers", List.of("price")), null);

        assertThat(written)
                .isEqualTo(
                        Map.of("file", "out/a.csv", "rows", 2, "totals", Map.of("price", new BigDecimal("1005.950"))));
        assertThat(read.columns()).isEqualTo(table.columns());
        assertThat(read.rows())
                .extracting(row -> row.get("name"))
                .containsExactly("Pens, 10 \"blue\"\nsecond line", "Größe");
        assertThat(read.rows())
                .extracting(row -> row.get("price"))
                .containsExactly(new BigDecimal("5.950"), new BigDecimal("1000"));
        try (var left = Files.list(root.resolve("out"))) {
            assertThat(left).as("no temporary file").hasSize(1);
        }
    }

    @Test
    void aFileWithoutRowsHasItsColumns() throws IOException {
        Files.writeString(root.resolve("a.csv"), "x,y\n");

        assertThat(spreadsheet(Map.of("operation", "read", "file", "a.csv"), null))
                .isEqualTo(new Table(List.of("x", "y"), List.of()));
    }

    @Test
    void malformedFilesAreNamed() throws IOException {
        Files.writeString(root.resolve("a.csv"), "x,y\n1,2\n1,two\n");
        Files.writeString(root.resolve("b.csv"), "x,y\n1,2\n1,2,3\n");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> spreadsheet(Map.of("operation", "read", "file", "a.csv", "numbers", List.of("y")), null))
                .withMessage("a.csv, row 2, column 'y': 'two' is not a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spreadsheet(Map.of("operation", "read", "file", "b.csv"), null))
                .withMessageStartingWith("b.csv is not the CSV that was expected: Too many entries");
    }

    @Test
    void aStoppedWriteLeavesTheOldFile() throws IOException {
        Files.writeString(root.resolve("a.csv"), "old");
        TestNode node =
                TestNode.with(Map.of("operation", "write", "file", "a.csv"), List.of(Map.of("x", 1), Map.of("x", 2)));
        node.stopAfterChecks = 1;

        assertThatIllegalStateException().isThrownBy(() -> spreadsheet.run(node));

        assertThat(root.resolve("a.csv")).hasContent("old");
        try (var left = Files.list(root)) {
            assertThat(left).as("no temporary file").hasSize(1);
        }
    }

    private Object files(Map<String, Object> parameters) throws IOException {
        return files.run(TestNode.with(parameters, null));
    }

    private Object spreadsheet(Map<String, Object> parameters, Object input) throws IOException {
        return spreadsheet.run(TestNode.with(parameters, input));
    }
}
