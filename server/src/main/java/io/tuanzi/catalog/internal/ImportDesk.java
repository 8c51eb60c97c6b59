package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ImportAsk;
import io.tuanzi.catalog.ImportFinding;
import io.tuanzi.catalog.ImportJob;
import io.tuanzi.catalog.Imports;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.web.Paged;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;

/** Imports: stages files whole, applies them product by product. */
@Component
class ImportDesk implements Imports {

    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);
    private static final String SHOP_CURRENCY = "CNY";

    private final Tx tx;
    private final ImportBook book;
    private final Staging staging;
    private final ProductIntake intake;
    private final SnapshotKeeper keeper;
    private final AuditTrail trail;
    private final Json json;
    private final Ids ids;
    private final Phrasebook phrases = Phrasebook.open("findings");

    ImportDesk(Tx tx, ImportBook book, Staging staging, ProductIntake intake, SnapshotKeeper keeper,
               AuditTrail trail, Json json, Ids ids) {
        this.tx = tx;
        this.book = book;
        this.staging = staging;
        this.intake = intake;
        this.keeper = keeper;
        this.trail = trail;
        this.json = json;
        this.ids = ids;
    }

    @Override
    public ImportJob stage(Path file, ImportAsk ask) {
        Tx.requireNone("staging a file");
        BigDecimal rate = rate(ask);
        try {
            CsvScan.Found found = CsvScan.scan(file);
            ImportHeader header = header(file, found);
            byte[] hash = hash(file);
            Optional<Long> same = ask.dryRun() ? Optional.empty() : book.underWay(hash, ask.currency(), rate);
            if (same.isPresent()) {
                return require(same.get());
            }
            ImportBook.Job job = new ImportBook.Job(ids.next(), "STAGING", ask.dryRun(), rate, ask.currency(),
                    ask.pictures(), ask.fileName(), ask.by(), header.names());
            tx.run("catalog.import-open", () -> {
                book.open(job, hash, header.form(), found.charset().name());
                trail.wrote(ask.by(), "catalog.import", "import:" + job.importId(), null,
                        Map.of("file", ask.fileName(), "dryRun", ask.dryRun()), "import " + ask.fileName());
            });
            return fill(job, file, found, header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportJob fill(ImportBook.Job job, Path file, CsvScan.Found found, ImportHeader header)
            throws IOException {
        try {
            Staging.Size size = staging.stage(job.importId(), file, found, header);
            tx.run("catalog.import-staged", () -> {
                ImportFindings told = new ImportFindings("", Map.of());
                header.ignored().stream().limit(100).forEach(
                        column -> told.note(1, column, "COLUMN_IGNORED", Map.of()));
                header.doubled().forEach(column -> told.changed(1, column, "COLUMN_TWICE", Map.of()));
                book.tell(job.importId(), told.all());
                book.countFindings(job.importId(), told.all().size());
                book.staged(job.importId(), size.rows(), size.products());
            });
            return require(job.importId());
        } catch (RuntimeException | IOException e) {
            tx.run("catalog.import-failed", () -> book.fail(job.importId(), "STAGING"));
            throw e;
        }
    }

    private static BigDecimal rate(ImportAsk ask) {
        if (!ask.currency().matches("[A-Z]{3}")) {
            throw Problem.invalid("currency", "form");
        }
        BigDecimal rate = ask.rate();
        if (ask.currency().equals(SHOP_CURRENCY)) {
            if (rate != null && rate.compareTo(BigDecimal.ONE) != 0) {
                throw Problem.invalid("rate", "range");
            }
            return BigDecimal.ONE;
        }
        if (rate == null) {
            throw Problem.of(400, "RATE_MISSING").with("currency", ask.currency());
        }
        if (rate.signum() <= 0 || rate.compareTo(BigDecimal.valueOf(1_000_000)) > 0 || rate.scale() > 8) {
            throw Problem.invalid("rate", "range");
        }
        return rate;
    }

    private static ImportHeader header(Path file, CsvScan.Found found) throws IOException {
        try (CSVParser parser = Staging.open(file, found)) {
            return ImportHeader.read(Arrays.asList(parser.iterator().next().values()));
        }
    }

    private static byte[] hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            int length;
            while ((length = in.read(block)) > 0) {
                digest.update(block, 0, length);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void discard(long importId) {
        tx.run("catalog.import-discard", () -> book.discard(importId));
    }

    @Override
    public ImportJob start(long importId) {
        tx.run("catalog.import-start", () -> book.start(importId));
        Tx.afterCommit(() -> Thread.ofVirtual().name("import-" + importId).start(() -> {
            try {
                boolean more = true;
                while (more) {
                    more = applyNext(importId, false);
                }
            } catch (RuntimeException e) {
                LOG.warn("import {} stopped; a sweep goes on with it", importId, e);
            }
        }));
        return require(importId);
    }

    @Override
    public ImportJob run(long importId, Consumer<ImportJob> progress) {
        tx.run("catalog.import-start", () -> book.start(importId));
        while (applyNext(importId, true)) {
            progress.accept(require(importId));
        }
        return require(importId);
    }

    @Override
    public ImportJob apply(long importId, String by, String reason) {
        tx.run("catalog.import-apply", () -> {
            boolean waits = book.job(importId).filter(job -> job.state().equals("STAGED") && !job.dryRun()).isPresent();
            if (!waits && !book.forReal(importId)) {
                throw book.job(importId).map(job -> Problem.badState(job.state()))
                        .orElseGet(() -> Problem.notFound("import"));
            }
            trail.wrote(by, "catalog.import", "import:" + importId, Map.of("state", "STAGED"),
                    Map.of("state", "RUNNING", "dryRun", false), reason);
        });
        return start(importId);
    }

    /**
     * Applies the next waiting product under the lock of the file's row; false when there is nothing to do here.
     *
     * @param wait whether to wait for another worker on the same file
     */
    boolean applyNext(long importId, boolean wait) {
        AtomicReference<ImportBook.@Nullable Staged> at = new AtomicReference<>();
        boolean took;
        try {
            took = tx.call("catalog.import-product", () -> {
                ImportBook.Job job = book.lockRunning(importId, wait).orElse(null);
                if (job == null) {
                    return false;
                }
                ImportBook.Staged next = book.nextWaiting(importId).orElse(null);
                at.set(next);
                if (next == null) {
                    book.done(importId);
                    return false;
                }
                applyOne(job, next);
                return true;
            });
        } catch (NonTransientDataAccessException | IllegalArgumentException | ArithmeticException e) {
            ImportBook.Staged failed = at.get();
            if (failed == null) {
                throw e;
            }
            LOG.warn("import {} could not take {}", importId, failed.handle(), e);
            took = refuse(importId, failed);
        }
        Tx.afterCommit(keeper::stale);
        return took;
    }

    /** A product the database would not take is refused, so that one odd product never stops a file. */
    private boolean refuse(long importId, ImportBook.Staged failed) {
        return tx.call("catalog.import-refuse", () -> {
            boolean still = book.lockRunning(importId, true).isPresent()
                    && book.nextWaiting(importId).filter(failed::equals).isPresent();
            if (still) {
                ImportFindings told = new ImportFindings(failed.handle(), Map.of());
                int row = book.rows(importId, failed.ordinal()).getFirst().row();
                told.refused(row, "", "CANNOT_BE_TAKEN", Map.of());
                book.took(importId, failed.ordinal(), "REFUSED", List.of(), 0, told.all());
            }
            return true;
        });
    }

    private void applyOne(ImportBook.Job job, ImportBook.Staged next) {
        ProductReading reading = new ProductReading(book.rows(job.importId(), next.ordinal()), job.columns(),
                job.rate());
        Optional<FileProduct> read = reading.read();
        if (read.isEmpty()) {
            book.took(job.importId(), next.ordinal(), "REFUSED", List.of(), 0, reading.told().all());
            return;
        }
        ProductIntake.Outcome outcome =
                intake.take(job, next.ordinal(), read.get(), fingerprint(read.get()), reading.told());
        book.took(job.importId(), next.ordinal(), outcome.state(), outcome.codes(), outcome.codes().size(),
                reading.told().all());
    }

    /** Two readings that say the same have the same fingerprint, wherever in a file they stand. */
    private byte[] fingerprint(FileProduct product) {
        FileProduct placeless = product.withoutRows();
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(json.text(placeless).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<ImportJob> job(long importId) {
        return book.job(importId);
    }

    private ImportJob require(long importId) {
        return book.job(importId).orElseThrow(() -> Problem.notFound("import"));
    }

    @Override
    public Paged<ImportJob> jobs(@Nullable String after, int limit) {
        return Paged.of(book.jobs(Paged.cursorId(after, Long.MAX_VALUE), limit + 1), limit, ImportJob::importId);
    }

    @Override
    public Paged<ImportFinding> findings(long importId, @Nullable String severity, @Nullable String after, int limit,
                                         Language language) {
        Paged<ImportBook.Kept> page = Paged.of(
                book.findings(importId, severity, Paged.cursorId(after, 0), limit + 1), limit,
                ImportBook.Kept::findingId);
        return page.map(kept -> new ImportFinding(kept.row(), kept.column(), kept.handle(), kept.severity(),
                kept.code(), phrases.say(language, kept.code(), json.cells(kept.params()))));
    }

}
