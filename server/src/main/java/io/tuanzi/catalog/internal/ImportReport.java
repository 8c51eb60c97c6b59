package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ImportFinding;
import io.tuanzi.catalog.Imports;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Paged;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.stereotype.Component;

/** The report of an import as a CSV that a spreadsheet opens in the right encoding and runs nothing of. */
@Component
public class ImportReport {

    private final Imports imports;

    ImportReport(Imports imports) {
        this.imports = imports;
    }

    /** Writes every finding, page by page. */
    public void write(long importId, Language language, OutputStream out) throws IOException {
        OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        CSVPrinter csv = CSVFormat.EXCEL.print(writer);
        csv.printRecord("row", "column", "handle", "severity", "code", "text");
        String after = null;
        do {
            Paged<ImportFinding> page = imports.findings(importId, null, after, 1_000, language);
            for (ImportFinding finding : page.items()) {
                csv.printRecord(finding.row(), Cells.forSpreadsheet(finding.column()),
                        Cells.forSpreadsheet(finding.handle()), finding.severity(), finding.code(),
                        Cells.forSpreadsheet(finding.text()));
            }
            after = page.next();
        } while (after != null);
        csv.flush();
    }

    /** Our own form with one product to show how it is filled in. */
    public byte[] template() {
        try (InputStream in = ImportReport.class.getResourceAsStream("/catalog/template.csv")) {
            return Objects.requireNonNull(in, "template.csv").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
