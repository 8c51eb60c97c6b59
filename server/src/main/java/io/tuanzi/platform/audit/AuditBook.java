package io.tuanzi.platform.audit;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code platform.audit_entry}; the app role may only append and read. */
@Repository
public class AuditBook implements AuditTrail {

    /** One staff write. */
    public record Entry(long auditId, Instant at, String who, String action, String object, @Nullable JsonNode before,
                        @Nullable JsonNode after, String why) {
    }

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditBook(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void wrote(String who, String action, String object, @Nullable Object before, @Nullable Object after,
                      String why) {
        Tx.requireOpen("an audit entry");
        if (why.isBlank()) {
            throw Problem.invalid("reason", "missing");
        }
        jdbc.sql("""
                INSERT INTO platform.audit_entry (who, action, object, before, after, why)
                VALUES (:who, :action, :object, :before::jsonb, :after::jsonb, :why)""")
                .param("who", who).param("action", action).param("object", object)
                .param("before", text(before)).param("after", text(after)).param("why", why).update();
    }

    private @Nullable String text(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }

    /** The newest entries first; every filter is optional and matches from the start of the text. */
    public Paged<Entry> entries(@Nullable String who, @Nullable String action, @Nullable String object,
                                @Nullable String after, int limit) {
        List<Entry> rows = jdbc.sql("""
                SELECT audit_id, at, who, action, object, before::text, after::text, why FROM platform.audit_entry
                 WHERE audit_id < :before AND (:who::text IS NULL OR starts_with(who, :who))
                   AND (:action::text IS NULL OR starts_with(action, :action))
                   AND (:object::text IS NULL OR object = :object)
                 ORDER BY audit_id DESC LIMIT :limit""")
                .param("before", Paged.cursorId(after, Long.MAX_VALUE)).param("who", who)
                .param("action", action).param("object", object).param("limit", limit + 1)
                .query((rs, n) -> new Entry(rs.getLong(1), rs.getTimestamp(2).toInstant(), rs.getString(3),
                        rs.getString(4), rs.getString(5), tree(rs.getString(6)), tree(rs.getString(7)),
                        rs.getString(8)))
                .list();
        return Paged.of(rows, limit, Entry::auditId);
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
