package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ImportJob;
import io.tuanzi.catalog.internal.ImportFindings.Told;
import io.tuanzi.catalog.internal.ProductReading.FileRow;
import io.tuanzi.platform.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The staging tables of imports. */
@Repository
class ImportBook {

    /** A job as the importer needs it; {@code columns} are the file's headers by our field names. */
    record Job(long importId, String state, boolean dryRun, BigDecimal rate, String currency,
               @Nullable String pictures, String fileName, String by, Map<String, String> columns) {
    }

    /** A staged row on its way in. */
    record NewRow(int row, int ordinal, String cells) {
    }

    /** A staged product on its way in, or waiting. */
    record Staged(int ordinal, String handle) {
    }

    /** A finding as kept. */
    record Kept(long findingId, int row, String column, String handle, String severity, String code, String params) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Json json;

    ImportBook(JdbcClient jdbc, JdbcTemplate template, Json json) {
        this.jdbc = jdbc;
        this.template = template;
        this.json = json;
    }

    void open(Job job, byte[] fileHash, String form, String encoding) {
        jdbc.sql("""
                INSERT INTO catalog.import_job (import_id, file_name, file_hash, state, dry_run, form, encoding,
                  columns, currency, rate, pictures, by)
                VALUES (:id, :fileName, :hash, 'STAGING', :dryRun, :form, :encoding, :columns::jsonb, :currency, :rate,
                  :pictures, :by)""")
                .param("id", job.importId()).param("fileName", job.fileName()).param("hash", fileHash)
                .param("dryRun", job.dryRun()).param("form", form).param("encoding", encoding)
                .param("columns", json.text(job.columns())).param("currency", job.currency())
                .param("rate", job.rate()).param("pictures", job.pictures()).param("by", job.by()).update();
    }

    /** A job of the same bytes, currency and rate that is staged or under way. */
    Optional<Long> underWay(byte[] fileHash, String currency, BigDecimal rate) {
        return jdbc.sql("""
                SELECT import_id FROM catalog.import_job
                 WHERE file_hash = :hash AND currency = :currency AND rate = :rate AND NOT dry_run
                   AND state IN ('STAGED', 'RUNNING') ORDER BY import_id DESC LIMIT 1""")
                .param("hash", fileHash).param("currency", currency).param("rate", rate)
                .query(Long.class).optional();
    }

    void stage(long importId, List<Staged> products, List<NewRow> rows) {
        Columns.of(products).int8(p -> importId).int4(Staged::ordinal).text(Staged::handle).update(template, """
                INSERT INTO catalog.import_product (import_id, ordinal, handle)
                SELECT * FROM unnest(?, ?, ?)""");
        Columns.of(rows).int8(r -> importId).int4(NewRow::row).int4(NewRow::ordinal).text(NewRow::cells)
                .update(template, """
                INSERT INTO catalog.import_row (import_id, row_no, ordinal, cells)
                SELECT i, r, o, c::jsonb FROM unnest(?, ?, ?, ?) AS t (i, r, o, c)""");
    }

    void staged(long importId, int rows, int products) {
        jdbc.sql("""
                UPDATE catalog.import_job SET state = 'STAGED', rows = :rows, products = :products
                 WHERE import_id = :id AND state = 'STAGING'""")
                .param("id", importId).param("rows", rows).param("products", products).update();
    }

    /** Deletes a job that was staged and not started. */
    void discard(long importId) {
        jdbc.sql("""
                WITH job AS (SELECT import_id FROM catalog.import_job WHERE import_id = :id AND state = 'STAGED'
                               FOR UPDATE),
                     r AS (DELETE FROM catalog.import_row WHERE import_id IN (SELECT import_id FROM job)),
                     p AS (DELETE FROM catalog.import_product WHERE import_id IN (SELECT import_id FROM job)),
                     f AS (DELETE FROM catalog.import_finding WHERE import_id IN (SELECT import_id FROM job))
                DELETE FROM catalog.import_job WHERE import_id IN (SELECT import_id FROM job)""")
                .param("id", importId).update();
    }

    /** Gives up on files whose staging was cut off an hour ago; they must be sent again. */
    int failStaging() {
        return jdbc.sql("""
                UPDATE catalog.import_job SET state = 'FAILED', error = 'CUT_OFF', finished_at = shop_now()
                 WHERE state = 'STAGING' AND started_at < shop_now() - interval '1 hour'""").update();
    }

    void fail(long importId, String error) {
        jdbc.sql("""
                UPDATE catalog.import_job SET state = 'FAILED', error = :error, finished_at = shop_now()
                 WHERE import_id = :id AND state <> 'DONE'""")
                .param("id", importId).param("error", error).update();
    }

    /** Moves a staged job to running; false when it is not staged. */
    boolean start(long importId) {
        return jdbc.sql("UPDATE catalog.import_job SET state = 'RUNNING' WHERE import_id = :id AND state = 'STAGED'")
                .param("id", importId).update() == 1;
    }

    /** Turns a finished dry run into a job to be applied; false when it is not one. */
    boolean forReal(long importId) {
        boolean turned = jdbc.sql("""
                UPDATE catalog.import_job SET state = 'STAGED', dry_run = false, applied = 0, created = 0, updated = 0,
                  unchanged = 0, refused = 0, skus = 0, findings = 0, finished_at = NULL
                 WHERE import_id = :id AND dry_run AND state = 'DONE'""").param("id", importId).update() == 1;
        if (turned) {
            jdbc.sql("DELETE FROM catalog.import_finding WHERE import_id = :id").param("id", importId).update();
            jdbc.sql("UPDATE catalog.import_product SET state = 'WAITING', codes = '{}' WHERE import_id = :id")
                    .param("id", importId).update();
        }
        return turned;
    }

    /** Locks a running job for one product's transaction; empty when another one holds it or it is not running. */
    Optional<Job> lockRunning(long importId, boolean wait) {
        return jdbc.sql("""
                SELECT import_id, state, dry_run, rate, currency, pictures, file_name, by, columns::text AS columns
                  FROM catalog.import_job WHERE import_id = :id AND state = 'RUNNING' FOR UPDATE %s"""
                .formatted(wait ? "" : "SKIP LOCKED"))
                .param("id", importId)
                .query((rs, n) -> new Job(rs.getLong("import_id"), rs.getString("state"), rs.getBoolean("dry_run"),
                        rs.getBigDecimal("rate"), rs.getString("currency"), rs.getString("pictures"),
                        rs.getString("file_name"), rs.getString("by"), json.cells(rs.getString("columns"))))
                .optional();
    }

    List<Long> running() {
        return jdbc.sql("SELECT import_id FROM catalog.import_job WHERE state = 'RUNNING' ORDER BY import_id LIMIT 10")
                .query(Long.class).list();
    }

    Optional<Staged> nextWaiting(long importId) {
        return jdbc.sql("""
                SELECT ordinal, handle FROM catalog.import_product WHERE import_id = :id AND state = 'WAITING'
                 ORDER BY ordinal LIMIT 1""")
                .param("id", importId).query(Staged.class).optional();
    }

    List<FileRow> rows(long importId, int ordinal) {
        return jdbc.sql("""
                SELECT row_no, cells::text FROM catalog.import_row WHERE import_id = :id AND ordinal = :ordinal
                 ORDER BY row_no""")
                .param("id", importId).param("ordinal", ordinal)
                .query((rs, n) -> new FileRow(rs.getInt(1), json.cells(rs.getString(2)))).list();
    }

    /** Which of these codes an earlier product of the same file was given; a dry run writes no SKUs to ask. */
    Set<String> givenBefore(long importId, int ordinal, Collection<String> codes) {
        return new HashSet<>(jdbc.sql("""
                SELECT DISTINCT code FROM catalog.import_product p, unnest(p.codes) AS code
                 WHERE p.import_id = :id AND p.ordinal < :ordinal AND code = ANY (:codes)""")
                .param("id", importId).param("ordinal", ordinal).param("codes", codes.toArray(String[]::new))
                .query(String.class).list());
    }

    /** Notes what became of a product and counts it. */
    void took(long importId, int ordinal, String state, List<String> codes, int skus, List<Told> told) {
        jdbc.sql("""
                UPDATE catalog.import_product SET state = :state, codes = :codes
                 WHERE import_id = :id AND ordinal = :ordinal""")
                .param("state", state).param("codes", ProductBook.array(codes)).param("id", importId)
                .param("ordinal", ordinal).update();
        jdbc.sql("""
                UPDATE catalog.import_job SET applied = applied + 1, skus = skus + :skus,
                  findings = findings + :findings, created = created + (:state = 'CREATED')::int,
                  updated = updated + (:state = 'UPDATED')::int,
                  unchanged = unchanged + (:state = 'UNCHANGED')::int, refused = refused + (:state = 'REFUSED')::int
                 WHERE import_id = :id""")
                .param("skus", skus).param("findings", told.size()).param("state", state).param("id", importId)
                .update();
        tell(importId, told);
    }

    void tell(long importId, List<Told> told) {
        Columns.of(told).int8(t -> importId).int4(Told::row).text(Told::column).text(Told::handle)
                .text(Told::severity).text(Told::code).text(t -> json.text(t.params())).update(template, """
                INSERT INTO catalog.import_finding (import_id, row_no, column_name, handle, severity, code, params)
                SELECT i, r, c, h, s, k, p::jsonb FROM unnest(?, ?, ?, ?, ?, ?, ?) AS t (i, r, c, h, s, k, p)""");
    }

    void countFindings(long importId, int more) {
        jdbc.sql("UPDATE catalog.import_job SET findings = findings + :more WHERE import_id = :id")
                .param("more", more).param("id", importId).update();
    }

    /** Closes a job; what was applied needs its rows no longer. */
    void done(long importId) {
        jdbc.sql("""
                UPDATE catalog.import_job SET state = 'DONE', finished_at = shop_now()
                 WHERE import_id = :id AND state = 'RUNNING'""").param("id", importId).update();
        jdbc.sql("""
                DELETE FROM catalog.import_row r USING catalog.import_job j
                 WHERE r.import_id = :id AND j.import_id = r.import_id AND NOT j.dry_run""")
                .param("id", importId).update();
    }

    Optional<ImportJob> job(long importId) {
        return jdbc.sql("SELECT * FROM catalog.import_job WHERE import_id = :id").param("id", importId)
                .query(ImportBook::job).optional();
    }

    List<ImportJob> jobs(long before, int limit) {
        return jdbc.sql("""
                SELECT * FROM catalog.import_job WHERE import_id < :before ORDER BY import_id DESC LIMIT :limit""")
                .param("before", before).param("limit", limit).query(ImportBook::job).list();
    }

    List<Kept> findings(long importId, @Nullable String severity, long after, int limit) {
        return jdbc.sql("""
                SELECT finding_id, row_no AS row, column_name AS "column", handle, severity, code,
                       params::text AS params
                  FROM catalog.import_finding WHERE import_id = :id AND finding_id > :after
                   AND (:severity::text IS NULL OR severity = :severity)
                 ORDER BY finding_id LIMIT :limit""")
                .param("id", importId).param("severity", severity).param("after", after).param("limit", limit)
                .query(Kept.class).list();
    }

    private static ImportJob job(ResultSet rs, int n) throws SQLException {
        Timestamp finished = rs.getTimestamp("finished_at");
        String state = rs.getString("state");
        return new ImportJob(rs.getLong("import_id"), rs.getString("file_name"),
                state.equals("STAGING") ? "RUNNING" : state, rs.getBoolean("dry_run"), rs.getString("form"),
                rs.getInt("rows"), rs.getInt("products"), rs.getInt("applied"), rs.getInt("created"),
                rs.getInt("updated"), rs.getInt("unchanged"), rs.getInt("refused"), rs.getInt("skus"),
                rs.getInt("findings"), rs.getTimestamp("started_at").toInstant(),
                finished == null ? null : finished.toInstant(), rs.getString("by"), rs.getString("error"));
    }
}
