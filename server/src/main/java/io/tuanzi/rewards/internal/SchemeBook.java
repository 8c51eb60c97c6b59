package io.tuanzi.rewards.internal;

import io.tuanzi.rewards.SchemeRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SQL of schemes and the JSON of their rules. */
@Repository
class SchemeBook {

    /** A scheme at one of its versions; {@code since} is when its first one came into force. */
    record Row(String code, int version, String kind, boolean enabled, String nameZh, String nameEn, Instant since,
               SchemeRule rule) {
    }

    /** What a scheme has cost so far. */
    record Cost(long issued, long costMinor) {
    }

    private static final Map<String, Class<? extends SchemeRule>> KINDS = Map.of(
            "INVITE_COUNT", SchemeRule.InviteCount.class,
            "BOTH_SIDES", SchemeRule.BothSides.class,
            "COMMISSION", SchemeRule.Commission.class);

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    SchemeBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The version of each scheme that was in force at an instant, in order of codes. */
    List<Row> inForce(Instant at) {
        return jdbc.sql("""
                SELECT DISTINCT ON (code) code, version, kind, enabled, name_zh, name_en, rule::text,
                       (SELECT min(from_at) FROM rewards.scheme f WHERE f.code = scheme.code)
                  FROM rewards.scheme WHERE from_at <= :at ORDER BY code, version DESC""")
                .param("at", Timestamp.from(at)).query(this::row).list();
    }

    /** The newest version of each scheme, in order of codes. */
    List<Row> newest() {
        return jdbc.sql("""
                SELECT DISTINCT ON (code) code, version, kind, enabled, name_zh, name_en, rule::text,
                       (SELECT min(from_at) FROM rewards.scheme f WHERE f.code = scheme.code)
                  FROM rewards.scheme ORDER BY code, version DESC""").query(this::row).list();
    }

    Optional<Row> version(String code, int version) {
        return jdbc.sql("""
                SELECT code, version, kind, enabled, name_zh, name_en, rule::text,
                       (SELECT min(from_at) FROM rewards.scheme f WHERE f.code = scheme.code) FROM rewards.scheme
                 WHERE code = :c AND version = :v""")
                .param("c", code).param("v", version).query(this::row).optional();
    }

    /** False when this version is on the books already: someone else was quicker. */
    boolean add(Row row) {
        return jdbc.sql("""
                INSERT INTO rewards.scheme (code, version, kind, enabled, name_zh, name_en, rule)
                VALUES (:c, :v, :k, :e, :zh, :en, :r::jsonb) ON CONFLICT DO NOTHING""")
                .param("c", row.code()).param("v", row.version()).param("k", row.kind()).param("e", row.enabled())
                .param("zh", row.nameZh()).param("en", row.nameEn()).param("r", json.writeValueAsString(row.rule()))
                .update() == 1;
    }

    Map<String, Cost> costs() {
        return jdbc.sql("""
                SELECT scheme_code, count(*) FILTER (WHERE state IN ('MATURED', 'PAYABLE')),
                       coalesce(sum(amount_minor - reversed_minor) FILTER (WHERE state IN ('MATURED', 'PAYABLE')), 0)
                  FROM rewards.accrual GROUP BY 1""")
                .query((rs, n) -> Map.entry(rs.getString(1), new Cost(rs.getLong(2), rs.getLong(3)))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Reads a rule of a kind; refuses what its form does not know. */
    SchemeRule read(String kind, JsonNode rule) {
        return json.treeToValue(rule, KINDS.getOrDefault(kind, SchemeRule.class));
    }

    Map<String, Object> asMap(SchemeRule rule) {
        return json.convertValue(rule, new tools.jackson.core.type.TypeReference<>() { });
    }

    private Row row(ResultSet rs, int n) throws SQLException {
        return new Row(rs.getString(1), rs.getInt(2), rs.getString(3), rs.getBoolean(4), rs.getString(5),
                rs.getString(6), rs.getTimestamp(8).toInstant(), read(rs.getString(3), json.readTree(rs.getString(7))));
    }
}
