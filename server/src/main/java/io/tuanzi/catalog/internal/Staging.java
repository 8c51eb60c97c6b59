package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.internal.ImportBook.NewRow;
import io.tuanzi.catalog.internal.ImportBook.Staged;
import io.tuanzi.platform.Tx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/**
 * Streams a scanned file into the staging tables, a few hundred rows per transaction.
 *
 * <p>Rows of one handle make one product wherever they stand. Rows without a handle belong to no product: each run of
 * them is one product to be refused, so that every row is told about.
 */
@Component
class Staging {

    private static final int MOST_ROWS_AT_ONCE = 500;
    private static final int MOST_CHARS_AT_ONCE = 8 << 20;

    private final ImportBook book;
    private final Json json;
    private final Tx tx;

    Staging(ImportBook book, Json json, Tx tx) {
        this.book = book;
        this.json = json;
        this.tx = tx;
    }

    /** How much was staged. */
    record Size(int rows, int products) {
    }

    static CSVParser open(Path file, CsvScan.Found found) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(found.skip());
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(found.delimiter()).setIgnoreEmptyLines(false)
                .get();
        return CSVParser.builder().setFormat(format)
                .setReader(new BufferedReader(new InputStreamReader(in, found.charset()), 1 << 16)).get();
    }

    Size stage(long importId, Path file, CsvScan.Found found, ImportHeader header) throws IOException {
        Batch batch = new Batch(importId);
        try (CSVParser parser = open(file, found)) {
            Iterator<CSVRecord> records = parser.iterator();
            records.next();
            while (records.hasNext()) {
                CSVRecord record = records.next();
                batch.take((int) record.getRecordNumber(), cells(record, header));
            }
        }
        batch.flush();
        return new Size(batch.count, batch.ordinals);
    }

    private static Map<String, String> cells(CSVRecord record, ImportHeader header) {
        Map<String, String> cells = new LinkedHashMap<>();
        header.fields().forEach((index, field) -> {
            if (index < record.size() && !record.get(index).isBlank()) {
                cells.put(field, record.get(index));
            }
        });
        return cells;
    }

    private final class Batch {
        private final long importId;
        private final Map<String, Integer> byHandle = new HashMap<>();
        private final List<Staged> products = new ArrayList<>();
        private final List<NewRow> rows = new ArrayList<>();
        private int chars;
        private int count;
        private int ordinals;
        private int homeless;

        Batch(long importId) {
            this.importId = importId;
        }

        void take(int row, Map<String, String> cells) {
            if (cells.isEmpty()) {
                return;
            }
            String handle = ProductReading.handle(cells.getOrDefault("handle", ""));
            int ordinal;
            if (handle.isEmpty()) {
                boolean startsOne = homeless == 0 || cells.containsKey("title");
                homeless = startsOne ? next("") : homeless;
                ordinal = homeless;
            } else {
                homeless = 0;
                ordinal = byHandle.computeIfAbsent(handle, this::next);
            }
            String text = json.text(cells);
            rows.add(new NewRow(row, ordinal, text));
            count++;
            chars += text.length();
            if (rows.size() >= MOST_ROWS_AT_ONCE || chars >= MOST_CHARS_AT_ONCE) {
                flush();
            }
        }

        private int next(String handle) {
            products.add(new Staged(++ordinals, handle));
            return ordinals;
        }

        void flush() {
            tx.run("catalog.stage", () -> book.stage(importId, products, rows));
            products.clear();
            rows.clear();
            chars = 0;
        }
    }
}
