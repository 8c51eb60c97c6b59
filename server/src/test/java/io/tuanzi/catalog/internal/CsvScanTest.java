package io.tuanzi.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tuanzi.platform.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out about a file before any of it is believed. */
class CsvScanTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    @TempDir
    private Path folder;

    @Test
    void tellsTheEncoding() throws IOException {
        String text = "handle,title\ntea,明前龙井茶，清明前三天采的嫩芽\n";
        assertThat(scan(text, StandardCharsets.UTF_8).charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(scan("\uFEFF" + text, StandardCharsets.UTF_8).skip()).isEqualTo(3);
        assertThat(scan(text, GB18030).charset()).isEqualTo(GB18030);
        assertThat(refusal("handle,title\ntea,Crème brûlée à la carte, déjà vu\n", StandardCharsets.ISO_8859_1))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("CSV_ENCODING"))
                .satisfies(problem -> assertThat(problem.facts()).containsEntry("row", 2));
        assertThat(refusal(text, StandardCharsets.UTF_16).code()).isEqualTo("CSV_ENCODING");
        assertThat(refusal(text, StandardCharsets.UTF_16LE).code()).isEqualTo("CSV_ENCODING");
    }

    @Test
    void refusesUtf8WithABrokenByteNamingItsRow() throws IOException {
        byte[] bytes = "handle,title\na,一二三四五六七八九十\nb,\"线\n上\",x\nc,坏X坏\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 5] = (byte) 0xFF;
        Problem problem = refusal(bytes);
        assertThat(problem.code()).isEqualTo("CSV_ENCODING");
        assertThat(problem.facts()).containsEntry("row", 4).containsEntry("line", 5);
    }

    @Test
    void countsRowsAsASpreadsheetDoes() throws IOException {
        assertThat(scan("h,t\r\na,\"two\r\nlines\"\r\n\r\nb,1", StandardCharsets.UTF_8).rows()).isEqualTo(4);
        assertThat(scan("h,t\n", StandardCharsets.UTF_8).rows()).isEqualTo(1);
        assertThat(scan("h,t\ra,\"say \"\"hi\"\"\"\r", StandardCharsets.UTF_8).rows()).isEqualTo(2);
    }

    @Test
    void findsTheSeparator() throws IOException {
        assertThat(scan("handle;title;price\na;b;1\n", StandardCharsets.UTF_8).delimiter()).isEqualTo(';');
        assertThat(scan("handle\ttitle\n", StandardCharsets.UTF_8).delimiter()).isEqualTo('\t');
        assertThat(scan("handle,\"a;b;c\"\n", StandardCharsets.UTF_8).delimiter()).isEqualTo(',');
    }

    @Test
    void saysWhereAQuoteWasOpenedThatNeverCloses() throws IOException {
        Problem problem = refusal("handle,title\na,ok\nb,\"never closed\nc,next\n", StandardCharsets.UTF_8);
        assertThat(problem.code()).isEqualTo("CSV_UNCLOSED_QUOTE");
        assertThat(problem.facts()).containsEntry("row", 3).containsEntry("column", 2).containsEntry("line", 3);
    }

    @Test
    void saysWhereAQuoteIsOutOfPlace() throws IOException {
        Problem problem = refusal("h,t\na,\"missing,1\nb,\"fine\",2\n", StandardCharsets.UTF_8);
        assertThat(problem.code()).isEqualTo("CSV_QUOTE");
        assertThat(problem.facts()).containsEntry("row", 2).containsEntry("line", 2).containsEntry("untilLine", 3);
        assertThat(scan("h,t\na,5\" pipe\n", StandardCharsets.UTF_8).rows()).isEqualTo(2);
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertThat(refusal(new byte[0]).code()).isEqualTo("CSV_EMPTY");
        assertThat(refusal(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}).code()).isEqualTo("CSV_EMPTY");
    }

    @Test
    void looksThroughTwoHundredMegabytesAndStopsAnEndlessCell() throws IOException {
        Path large = folder.resolve("large.csv");
        byte[] row = ("a-handle,\"" + "x".repeat(1_000) + "\",1.00\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(large)) {
            out.write("handle,title,price\n".getBytes(StandardCharsets.UTF_8));
            for (long written = 0; written < 200L << 20; written += row.length) {
                out.write(row);
            }
        }
        assertThat(CsvScan.scan(large).rows()).isGreaterThan(200_000);
        Files.write(large, "h,t\nb,\"open".getBytes(StandardCharsets.UTF_8));
        Files.write(large, "x".repeat(CsvScan.MOST_CELL_BYTES).getBytes(StandardCharsets.UTF_8),
                java.nio.file.StandardOpenOption.APPEND);
        Problem problem = catchThrowableOfType(Problem.class, () -> CsvScan.scan(large));
        assertThat(problem.code()).isEqualTo("CSV_UNCLOSED_QUOTE");
        Files.delete(large);
    }

    private CsvScan.Found scan(String text, Charset charset) throws IOException {
        return CsvScan.scan(Files.write(folder.resolve("file.csv"), text.getBytes(charset)));
    }

    private Problem refusal(String text, Charset charset) throws IOException {
        return refusal(text.getBytes(charset));
    }

    private Problem refusal(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("file.csv"), bytes);
        return catchThrowableOfType(Problem.class, () -> CsvScan.scan(file));
    }
}
