package io.tuanzi.catalog.internal;

import io.tuanzi.platform.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One pass over the bytes of a CSV file before any of it is believed: encoding, quotes, sizes.
 *
 * <p>Quotes, separators and line ends are the same bytes in UTF-8 and GB18030, so one pass serves both. A row is
 * counted as a spreadsheet does: a quoted cell may span lines.
 */
final class CsvScan {

    /**
     * What the pass found.
     *
     * @param skip bytes of a byte order mark to leave out
     * @param rows records, the header included
     */
    record Found(Charset charset, char delimiter, int skip, int rows) {
    }

    static final int MOST_CELL_BYTES = 4 << 20;
    static final int MOST_ROWS = 1_000_000;
    private static final int HEAD_BYTES = 1 << 16;

    private enum At { CELL_START, PLAIN, QUOTED, QUOTE_SEEN }

    private final byte delimiter;
    private final Utf8Check utf8 = new Utf8Check();
    private At at = At.CELL_START;
    private int row = 1;
    private int line = 1;
    private int column = 1;
    private int openedLine = 1;
    private long cellBytes;
    private boolean rowHasBytes;
    private boolean lastWasReturn;
    private int badRow;
    private int badLine;

    private CsvScan(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /** Looks through the file; refuses what cannot be read to its end, saying where. */
    static Found scan(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        int skip = starts(head, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        if (head.length == skip) {
            throw Problem.of(400, "CSV_EMPTY");
        }
        if (starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF)) {
            throw Problem.of(400, "CSV_ENCODING").with("row", 1).with("line", 1);
        }
        CsvScan scan = new CsvScan(delimiter(head));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.skipNBytes(skip);
            byte[] block = new byte[1 << 16];
            int length;
            while ((length = in.read(block)) > 0) {
                for (int i = 0; i < length; i++) {
                    scan.take(block[i]);
                }
            }
        }
        int rows = scan.end();
        return new Found(scan.charset(file, skip), (char) scan.delimiter, skip, rows);
    }

    private void take(byte b) {
        if (b == 0) {
            throw Problem.of(400, "CSV_ENCODING").with("row", row).with("line", line);
        }
        if (utf8.isBroken(b) && badRow == 0) {
            badRow = row;
            badLine = line;
        }
        boolean lineEnd = b == '\n' || b == '\r';
        boolean secondHalf = b == '\n' && lastWasReturn;
        lastWasReturn = b == '\r';
        if (secondHalf) {
            return;
        }
        step(b, lineEnd);
        if (lineEnd) {
            line++;
        }
    }

    private void step(byte b, boolean lineEnd) {
        switch (at) {
            case CELL_START, PLAIN -> {
                if (lineEnd) {
                    nextRow();
                } else if (b == delimiter) {
                    nextCell();
                } else if (b == '"' && at == At.CELL_START) {
                    at = At.QUOTED;
                    openedLine = line;
                    rowHasBytes = true;
                } else {
                    at = At.PLAIN;
                    grow();
                }
            }
            case QUOTED -> {
                if (b == '"') {
                    at = At.QUOTE_SEEN;
                } else {
                    grow();
                }
            }
            case QUOTE_SEEN -> {
                if (b == '"') {
                    at = At.QUOTED;
                    grow();
                } else if (b == delimiter) {
                    nextCell();
                } else if (lineEnd) {
                    nextRow();
                } else if (b != ' ' && b != '\t') {
                    throw refuse("CSV_QUOTE");
                }
            }
        }
    }

    private void grow() {
        rowHasBytes = true;
        if (++cellBytes > MOST_CELL_BYTES) {
            throw refuse(at == At.QUOTED ? "CSV_UNCLOSED_QUOTE" : "CSV_CELL_TOO_LARGE");
        }
    }

    private Problem refuse(String code) {
        return Problem.of(400, code).with("row", row).with("column", column).with("line", openedLine)
                .with("untilLine", line);
    }

    private void nextCell() {
        at = At.CELL_START;
        column++;
        cellBytes = 0;
        rowHasBytes = true;
    }

    private void nextRow() {
        at = At.CELL_START;
        column = 1;
        cellBytes = 0;
        row++;
        rowHasBytes = false;
        if (row > MOST_ROWS) {
            throw Problem.of(400, "CSV_TOO_MANY_ROWS").with("most", MOST_ROWS);
        }
    }

    private int end() {
        if (at == At.QUOTED) {
            throw refuse("CSV_UNCLOSED_QUOTE");
        }
        if (utf8.endsInside() && badRow == 0) {
            badRow = row;
            badLine = line;
        }
        return rowHasBytes ? row : row - 1;
    }

    /** UTF-8 when every byte says so, GB18030 when it decodes and reads as Chinese; a guess is refused. */
    private Charset charset(Path file, int skip) throws IOException {
        if (badRow == 0) {
            return StandardCharsets.UTF_8;
        }
        if (skip == 0 && utf8.wideBefore() < 8 && GbCheck.readsAsChinese(file)) {
            return Charset.forName("GB18030");
        }
        throw Problem.of(400, "CSV_ENCODING").with("row", badRow).with("line", badLine);
    }

    /** The separator that the header uses most: comma, semicolon or tab. */
    private static char delimiter(byte[] head) {
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        for (byte b : head) {
            if (b == '"') {
                quoted = !quoted;
            } else if (!quoted && (b == '\n' || b == '\r')) {
                break;
            } else if (!quoted) {
                commas += b == ',' ? 1 : 0;
                semicolons += b == ';' ? 1 : 0;
                tabs += b == '\t' ? 1 : 0;
            }
        }
        if (tabs > commas && tabs >= semicolons) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }

    private static boolean starts(byte[] bytes, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
