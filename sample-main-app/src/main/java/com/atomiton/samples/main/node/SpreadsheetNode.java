package com.atomiton.samples.main.node;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * {@code spreadsheet}: reads a CSV file with a header row, {@code operation: read}, or writes the rows it gets,
 * {@code operation: write}; {@code file} is below the working directory. Values are texts except in the columns that
 * {@code numbers} lists. Reads and writes row by row. Writing gives the file, the number of rows and the total of each
 * column of numbers.
 */
@Component
final class SpreadsheetNode implements NodeType {

    /** The rows of a table are in memory, so a file must not have more. */
    private static final int MAX_ROWS = 200_000;

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvReadFeature.FAIL_ON_MISSING_COLUMNS)
            .enable(CsvReadFeature.SKIP_EMPTY_LINES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final WorkingDirectory directory;

    SpreadsheetNode(WorkingDirectory directory) {
        this.directory = directory;
    }

    private enum Operation {
        READ,
        WRITE
    }

    @Override
    public String name() {
        return "spreadsheet";
    }

    @Override
    public Object run(NodeContext node) throws IOException {
        String file = node.parameters().text("file");
        return switch (node.parameters().choice("operation", Operation.class)) {
            case READ -> read(file, node.parameters().texts("numbers"), node);
            case WRITE -> write(file, Table.of(node.input()), node);
        };
    }

    private Table read(String file, List<String> numbers, NodeContext node) throws IOException {
        Path path = directory.resolve(file);
        long size = Math.max(1, Files.size(path));
        try (InputStream bytes = Files.newInputStream(path);
                MappingIterator<Map<String, @Nullable Object>> lines = CSV.readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(bytes)) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (lines.hasNextValue()) {
                node.checkStopped();
                if (rows.size() == MAX_ROWS) {
                    throw new IllegalArgumentException(file + " has more than " + MAX_ROWS + " rows; split it");
                }
                Map<String, @Nullable Object> row = lines.nextValue();
                for (String column : numbers) {
                    row.put(column, number(row.get(column), column, file, rows.size() + 1));
                }
                rows.add(row);
                node.progress((double) lines.currentLocation().getByteOffset() / size);
            }
            return new Table(columns(lines, rows), rows);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException(
                    file + " is not the CSV that was expected: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static List<String> columns(MappingIterator<?> lines, List<Map<String, @Nullable Object>> rows) {
        if (!rows.isEmpty()) {
            return List.copyOf(rows.get(0).keySet());
        }
        return lines.parser().getSchema() instanceof CsvSchema header ? header.getColumnNames() : List.of();
    }

    private static BigDecimal number(@Nullable Object text, String column, String file, int row) {
        try {
            return new BigDecimal(String.valueOf(text).strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    file + ", row " + row + ", column '" + column + "': '" + text + "' is not a number", notANumber);
        }
    }

    private Map<String, @Nullable Object> write(String file, Table table, NodeContext node) throws IOException {
        CsvSchema schema = CsvSchema.builder()
                .addColumns(table.columns(), CsvSchema.ColumnType.NUMBER_OR_STRING)
                .build()
                .withHeader();
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        directory.write(file, path -> {
            try (SequenceWriter lines = CSV.writer(schema).writeValues(path)) {
                int written = 0;
                for (Map<String, @Nullable Object> row : table.rows()) {
                    node.checkStopped();
                    lines.write(row);
                    addTo(totals, row);
                    node.progress((double) ++written / table.rows().size());
                }
            }
        });
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("file", file);
        written.put("rows", table.rows().size());
        written.put("totals", totals);
        return written;
    }

    private static void addTo(Map<String, BigDecimal> totals, Map<String, @Nullable Object> row) {
        row.forEach((column, value) -> {
            if (value instanceof Number number) {
                totals.merge(column, new BigDecimal(number.toString()), BigDecimal::add);
            }
        });
    }
}
