package io.tuanzi.promotion.internal;

import io.tuanzi.promotion.quote.Gate;
import io.tuanzi.promotion.quote.Kind;
import io.tuanzi.promotion.quote.Phase;
import io.tuanzi.promotion.quote.RefundPolicy;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.Schedule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rules as they stood at an earlier instant, read from the versions that are kept of each. */
@Repository
class RuleVersionBook {

    private final JdbcClient jdbc;

    RuleVersionBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rules that were switched on at an instant, each as its last version by then. */
    List<Rule> asOf(Instant at) {
        return jdbc.sql("""
                SELECT v.rule_id, v.version, body ->> 'kind' AS kind, body ->> 'name_zh' AS zh,
                       body ->> 'name_en' AS en, body ->> 'phase' AS phase, (body ->> 'priority')::int AS priority,
                       body ->> 'gate' AS gate, body -> 'condition' AS condition, body -> 'effect' AS effect,
                       body -> 'stacking' AS stacking, (body ->> 'starts_at')::timestamptz AS starts_at,
                       (body ->> 'ends_at')::timestamptz AS ends_at, (body ->> 'budget_id')::bigint AS budget_id,
                       body ->> 'refund_policy' AS policy, (body ->> 'per_person_limit')::int AS per_person
                  FROM (SELECT DISTINCT ON (rule_id) rule_id, version, body FROM promotion.rule_version
                         WHERE at <= :at ORDER BY rule_id, version DESC) v
                 WHERE (body ->> 'enabled')::boolean ORDER BY v.rule_id""")
                .param("at", Timestamp.from(at)).query(RuleVersionBook::rule).list();
    }

    private static Rule rule(ResultSet rs, int n) throws SQLException {
        return new Rule(rs.getLong("rule_id"), rs.getInt("version"), Kind.valueOf(rs.getString("kind")),
                rs.getString("zh"), rs.getString("en"), Phase.valueOf(rs.getString("phase")), rs.getInt("priority"),
                Gate.valueOf(rs.getString("gate")), RuleJson.condition(rs.getString("condition")),
                RuleJson.effect(rs.getString("effect")), new Schedule(instant(rs, "starts_at"),
                instant(rs, "ends_at")), RuleJson.stacking(rs.getString("stacking")),
                (Long) rs.getObject("budget_id"), RefundPolicy.valueOf(rs.getString("policy")),
                (Integer) rs.getObject("per_person"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
