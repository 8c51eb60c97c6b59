package io.tuanzi.catalog.web;

import io.tuanzi.catalog.ImportAsk;
import io.tuanzi.catalog.ImportFinding;
import io.tuanzi.catalog.ImportJob;
import io.tuanzi.catalog.Imports;
import io.tuanzi.catalog.internal.ImportReport;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Imports for staff: send a file, watch it, read its report. */
@RestController
@RequestMapping("/api/staff/imports")
class ImportDoor {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    /** A job with a page of what it told; how many rows the file has stands beside, {@code rows} being that page. */
    record Detail(long importId, String fileName, String state, boolean dryRun, String form, int rowCount,
                  int products, int applied, int created, int updated, int unchanged, int refused, int skus,
                  int findings, Instant startedAt, @Nullable Instant finishedAt, String by, @Nullable String error,
                  Paged<ImportFinding> rows) {
        static Detail of(ImportJob job, Paged<ImportFinding> rows) {
            return new Detail(job.importId(), job.fileName(), job.state(), job.dryRun(), job.form(), job.rows(),
                    job.products(), job.applied(), job.created(), job.updated(), job.unchanged(), job.refused(),
                    job.skus(), job.findings(), job.startedAt(), job.finishedAt(), job.by(), job.error(), rows);
        }
    }

    record Apply(@Nullable String reason) {
    }

    private record Asked(String fileName, long bytes, int rows, int products, String currency,
                         @Nullable String rate, boolean dryRun) {
    }

    private final Imports imports;
    private final ImportReport report;
    private final Once once;

    ImportDoor(Imports imports, ImportReport report, Once once) {
        this.imports = imports;
        this.report = report;
        this.once = once;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Permit("PRODUCT_IMPORT")
    ResponseEntity<ImportJob> add(StaffMember staff, Key key, @RequestParam MultipartFile file,
                                  @RequestParam(defaultValue = "CNY") String currency,
                                  @RequestParam(required = false) @Nullable String rateToShop,
                                  @RequestParam(defaultValue = "false") boolean dryRun) throws IOException {
        String sent = file.getOriginalFilename();
        String name = Fields.text("file", sent == null || sent.isBlank() ? "catalogue.csv" : sent, 1, 255);
        BigDecimal rate = rate(rateToShop);
        Path copy = Files.createTempFile("tuanzi-import", ".csv");
        try {
            file.transferTo(copy);
            ImportJob staged = imports.stage(copy,
                    new ImportAsk(name, currency.strip(), rate, dryRun, null, staff.actor()));
            Asked asked = new Asked(name, file.getSize(), staged.rows(), staged.products(), currency, rateToShop,
                    dryRun);
            return ResponseEntity.status(HttpStatus.CREATED).body(imports.start(first(staff, key, asked, staged)));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** The job this key made first; the one just staged for a replay, or for a reused key, is forgotten. */
    private long first(StaffMember staff, Key key, Asked asked, ImportJob staged) {
        long first = 0;
        try {
            first = once.run("catalog.import", staff.actor(), key.value(), asked, Long.class, staged::importId);
        } finally {
            if (first != staged.importId()) {
                imports.discard(staged.importId());
            }
        }
        return first;
    }

    private static @Nullable BigDecimal rate(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.strip().matches("\\d{1,7}(\\.\\d{1,8})?")) {
            throw Problem.invalid("rateToShop", "form");
        }
        return new BigDecimal(text.strip());
    }

    @GetMapping
    @Permit("PRODUCT_IMPORT")
    Paged<ImportJob> jobs(StaffMember staff, PageAsk page) {
        return imports.jobs(page.after(), page.limit());
    }

    @GetMapping("/{importId:\\d+}")
    @Permit("PRODUCT_IMPORT")
    Detail job(StaffMember staff, @PathVariable long importId,
               @RequestParam(required = false) @Nullable String severity, PageAsk page) {
        ImportJob job = imports.job(Fields.id("import", importId)).orElseThrow(() -> Problem.notFound("import"));
        String wanted = severity == null || severity.isBlank() ? null : severity;
        return Detail.of(job,
                imports.findings(importId, wanted, page.after(), page.limit(), Language.current()));
    }

    @PostMapping("/{importId:\\d+}/apply")
    @Permit("PRODUCT_IMPORT")
    ImportJob apply(StaffMember staff, Key key, @PathVariable long importId,
                    @RequestBody(required = false) @Nullable Apply ask) {
        Fields.id("import", importId);
        String given = ask == null ? null : Fields.optionalText("reason", ask.reason(), 200);
        String reason = given == null ? "apply dry run" : given;
        long applied = once.run("catalog.import.apply", staff.actor(), key.value(), importId, Long.class,
                () -> imports.apply(importId, staff.actor(), reason).importId());
        return imports.job(applied).orElseThrow(() -> Problem.notFound("import"));
    }

    @GetMapping("/{importId:\\d+}/report.csv")
    @Permit("PRODUCT_IMPORT")
    ResponseEntity<StreamingResponseBody> report(StaffMember staff, @PathVariable long importId) {
        ImportJob job = imports.job(Fields.id("import", importId)).orElseThrow(() -> Problem.notFound("import"));
        Language language = Language.current();
        return ResponseEntity.ok().contentType(CSV)
                .header("Content-Disposition", "attachment; filename=\"import-" + job.importId() + ".csv\"")
                .body(out -> report.write(job.importId(), language, out));
    }

    @GetMapping("/template.csv")
    @Permit("PRODUCT_IMPORT")
    ResponseEntity<byte[]> template(StaffMember staff) {
        return ResponseEntity.ok().contentType(CSV)
                .header("Content-Disposition", "attachment; filename=\"catalogue-template.csv\"")
                .body(report.template());
    }
}
