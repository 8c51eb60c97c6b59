package io.tuanzi.platform;

import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code platform.task}. */
@Repository
public class TaskBook implements Tasks {

    /** A task as people see it. */
    public record TaskRow(long taskId, String kind, String subject, JsonNode body, Instant at, String state) {
    }

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TaskBook(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void open(String kind, String subject, Map<String, Object> body) {
        jdbc.sql("""
                INSERT INTO platform.task (kind, subject, body) VALUES (:kind, :subject, :body::jsonb)
                ON CONFLICT (kind, subject) WHERE state = 'OPEN' DO NOTHING""")
                .param("kind", kind).param("subject", subject).param("body", json.writeValueAsString(body)).update();
    }

    @Override
    public void done(String kind, String subject) {
        jdbc.sql("""
                UPDATE platform.task SET state = 'DONE', done_at = shop_now()
                 WHERE kind = :kind AND subject = :subject AND state = 'OPEN'""")
                .param("kind", kind).param("subject", subject).update();
    }

    /** Closes a task by id; false when it is not open. */
    public boolean done(long taskId) {
        return jdbc.sql("UPDATE platform.task SET state = 'DONE', done_at = shop_now() "
                        + "WHERE task_id = :id AND state = 'OPEN'")
                .param("id", taskId).update() == 1;
    }

    /** The newest tasks first, of one state. */
    public Paged<TaskRow> tasks(String state, @Nullable String after, int limit) {
        List<TaskRow> rows = jdbc.sql("""
                SELECT task_id, kind, subject, body::text, at, state FROM platform.task
                 WHERE state = :state AND task_id < :before ORDER BY task_id DESC LIMIT :limit""")
                .param("state", state).param("before", Paged.cursorId(after, Long.MAX_VALUE))
                .param("limit", limit + 1)
                .query((rs, n) -> new TaskRow(rs.getLong(1), rs.getString(2), rs.getString(3),
                        json.readTree(rs.getString(4)), rs.getTimestamp(5).toInstant(), rs.getString(6)))
                .list();
        return Paged.of(rows, limit, TaskRow::taskId);
    }
}
