package io.tuanzi.customer.internal;

import io.tuanzi.customer.NewMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code customer.message}. */
@Repository
class MessageBook {

    record Row(long messageId, long customerId, String nickname, String kind, Map<String, Object> params, Instant at,
               boolean read, @Nullable String link, String channel, String state) {
    }

    private static final TypeReference<Map<String, Object>> PARAMS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final JsonMapper json;

    MessageBook(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(long messageId, NewMessage message) {
        jdbc.sql("""
                INSERT INTO customer.message (message_id, customer_id, key, kind, params, link)
                VALUES (:id, :owner, :key, :kind, :params::jsonb, :link)
                ON CONFLICT (customer_id, key) DO NOTHING""") // K1
                .param("id", messageId).param("owner", message.customerId()).param("key", message.key())
                .param("kind", message.kind()).param("params", json.writeValueAsString(message.params()))
                .param("link", message.link()).update();
    }

    List<Row> tray(long customerId, long before, int limit) {
        return jdbc.sql("""
                SELECT m.*, '' AS nickname FROM customer.message m
                 WHERE customer_id = :owner AND message_id < :before ORDER BY message_id DESC LIMIT :limit""")
                .param("owner", customerId).param("before", before).param("limit", limit).query(this::row).list();
    }

    List<Row> log(long before, int limit) {
        return jdbc.sql("""
                SELECT m.*, c.nickname FROM customer.message m JOIN customer.customer c USING (customer_id)
                 WHERE m.message_id < :before ORDER BY m.message_id DESC LIMIT :limit""")
                .param("before", before).param("limit", limit).query(this::row).list();
    }

    int unread(long customerId) {
        return jdbc.sql("""
                SELECT count(*) FROM (SELECT 1 FROM customer.message
                 WHERE customer_id = :owner AND read_at IS NULL LIMIT 99) u""")
                .param("owner", customerId).query(Integer.class).single();
    }

    boolean owns(long customerId, long messageId) {
        return jdbc.sql("SELECT true FROM customer.message WHERE message_id = :id AND customer_id = :owner")
                .param("id", messageId).param("owner", customerId).query(Boolean.class).optional().isPresent();
    }

    void markRead(long customerId, long upTo) {
        jdbc.sql("""
                UPDATE customer.message SET read_at = shop_now()
                 WHERE customer_id = :owner AND message_id <= :upTo AND read_at IS NULL""")
                .param("owner", customerId).param("upTo", upTo).update();
    }

    private Row row(ResultSet rs, int n) throws SQLException {
        return new Row(rs.getLong("message_id"), rs.getLong("customer_id"), rs.getString("nickname"),
                rs.getString("kind"), json.readValue(rs.getString("params"), PARAMS),
                rs.getObject("at", OffsetDateTime.class).toInstant(), rs.getObject("read_at") != null,
                rs.getString("link"), rs.getString("channel"), rs.getString("state"));
    }
}
