package io.tuanzi.rewards.internal;

import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.rewards.IssueRules.Issue;
import io.tuanzi.rewards.IssueRules.Kind;
import io.tuanzi.rewards.IssueRules.Row;
import io.tuanzi.rewards.IssueRules.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of rules of issuing. A cause is one row whose key is made of the rule, the cause and the person (E2). */
@Repository
class IssueBook {

    /** A cause on its locked row. */
    record Cause(String key, String ruleCode, long customerId, @Nullable Long orderId, String state) {}

    private static final String ROWS = """
            SELECT r.*, coalesce(i.given, 0) AS given, coalesce(i.withheld, 0) AS withheld,
                   coalesce(i.undone, 0) AS undone
              FROM rewards.issue_rule r
              LEFT JOIN (SELECT rule_code, count(*) FILTER (WHERE state IN ('GIVEN', 'UNDO')) AS given,
                                count(*) FILTER (WHERE state = 'WITHHELD') AS withheld,
                                count(*) FILTER (WHERE state = 'UNDONE') AS undone
                           FROM rewards.issued GROUP BY 1) i ON i.rule_code = r.code""";

    private final JdbcClient jdbc;
    private final ShopTime time;

    IssueBook(JdbcClient jdbc, ShopTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    List<Row> all() {
        return jdbc.sql(ROWS + " ORDER BY r.code").query(IssueBook::row).list();
    }

    Optional<Row> find(String code) {
        return jdbc.sql(ROWS + " WHERE r.code = :c").param("c", code).query(IssueBook::row).optional();
    }

    /** Locks a rule: everything of one rule is given one after the other. */
    boolean lock(String code) {
        return jdbc.sql("SELECT code FROM rewards.issue_rule WHERE code = :c FOR UPDATE").param("c", code)
                .query(String.class).optional().isPresent();
    }

    /** False when the code is in use. */
    boolean insert(Rule rule) {
        return write("""
                INSERT INTO rewards.issue_rule (code, name_zh, name_en, kind, templates, unlocks, at_completion,
                  least_minor, days, friends, monthly, product_id, per_person_limit, total_cap, enabled)
                VALUES (:code, :zh, :en, :kind, :templates, :unlocks, :completion, :least, :days, :friends, :monthly,
                  :product, :limit, :cap, :enabled) ON CONFLICT (code) DO NOTHING""", rule) == 1;
    }

    /** Switching on begins anew: what happened before earns nothing. */
    void update(Rule rule) {
        write("""
                UPDATE rewards.issue_rule SET version = version + 1, name_zh = :zh, name_en = :en,
                  templates = :templates, unlocks = :unlocks, at_completion = :completion, least_minor = :least,
                  days = :days, friends = :friends, monthly = :monthly, product_id = :product,
                  per_person_limit = :limit, total_cap = :cap, enabled = :enabled,
                  since = CASE WHEN :enabled AND NOT enabled
                               THEN date_trunc('milliseconds', shop_now()) ELSE since END
                 WHERE code = :code AND kind = :kind""", rule);
    }

    private int write(String sql, Rule rule) {
        return jdbc.sql(sql).param("code", rule.code()).param("zh", rule.nameZh()).param("en", rule.nameEn())
                .param("kind", rule.kind().name()).param("templates", rule.templates().toArray(String[]::new))
                .param("unlocks", rule.unlocks()).param("completion", rule.atCompletion())
                .param("least", rule.leastMinor()).param("days", rule.days()).param("friends", rule.friends())
                .param("monthly", rule.monthly()).param("product", rule.productId(), java.sql.Types.BIGINT)
                .param("limit", rule.perPersonLimit()).param("cap", rule.totalCap(), java.sql.Types.BIGINT)
                .param("enabled", rule.enabled()).update();
    }

    /** An order earned by it becomes due under each rule in force when it was placed. */
    void orderDue(long orderId, boolean completed) {
        jdbc.sql("""
                INSERT INTO rewards.issued (issue_key, rule_code, customer_id, order_id)
                SELECT r.code || ':order-' || p.order_id || ':' || p.customer_id, r.code, p.customer_id, p.order_id
                  FROM rewards.purchase p JOIN rewards.issue_rule r ON r.kind = 'PURCHASE' AND r.enabled
                   AND r.at_completion = :completed AND r.since <= p.placed_at AND r.least_minor <= p.net_minor
                 WHERE p.order_id = :o ON CONFLICT DO NOTHING""").param("o", orderId).param("completed", completed)
                .update();
    }

    /** Nothing stays of the order: what it brought goes back, what it would have brought does not come. */
    void orderGone(long orderId) {
        jdbc.sql("""
                UPDATE rewards.issued SET due_at = shop_now(),
                       state = CASE state WHEN 'DUE' THEN 'UNDONE' ELSE 'UNDO' END
                 WHERE order_id = :o AND state IN ('DUE', 'GIVEN')""").param("o", orderId).update();
    }

    void joined(long customerId, java.time.Instant at) {
        jdbc.sql("INSERT INTO rewards.newcomer (customer_id, joined_at) VALUES (:c, :at) ON CONFLICT DO NOTHING")
                .param("c", customerId).param("at", java.sql.Timestamp.from(at)).update();
    }

    /** Writes down what a rule makes due now by shop time; returns how much was new, at most {@code limit}. */
    int findDue(Row row, int limit) {
        Rule rule = row.rule();
        String people = switch (rule.kind()) {
            case PURCHASE -> null; // orders say so themselves
            case QUIET -> """
                    SELECT customer_id, 'after-' || max(order_id) AS cause FROM rewards.purchase
                     WHERE state <> 'GONE' GROUP BY 1
                    HAVING max(placed_at) <= shop_now() - make_interval(days => :days)""";
            case NEWCOMER -> """
                    SELECT w.customer_id, CASE WHEN :monthly THEN to_char(shop_now() AT TIME ZONE :zone, 'YYYY-MM')
                                               ELSE 'joined' END AS cause
                      FROM rewards.newcomer w
                     WHERE w.joined_at > shop_now() - make_interval(days => :days)
                       AND NOT EXISTS (SELECT FROM rewards.purchase p
                                        WHERE p.customer_id = w.customer_id AND p.state <> 'GONE')""";
            case FRIENDS -> """
                    SELECT inviter_id AS customer_id, 'friends-' || :friends AS cause FROM rewards.purchase
                     WHERE inviter_id IS NOT NULL AND state IN ('EARNED', 'COMPLETED') AND net_minor >= :least
                       AND placed_at >= :since
                     GROUP BY 1 HAVING count(DISTINCT customer_id) >= :friends""";
            case BUYERS -> """
                    SELECT DISTINCT p.customer_id, 'bought' AS cause FROM rewards.purchase p
                     WHERE p.state <> 'GONE' AND p.placed_at <= :since
                       AND p.placed_at > CAST(:since AS timestamptz) - make_interval(days => :days)
                       AND (CAST(:product AS bigint) IS NULL OR EXISTS (SELECT FROM rewards.purchase_line l
                             WHERE l.order_id = p.order_id AND l.product_id = :product))""";
        };
        return people == null ? 0 : jdbc.sql("""
                INSERT INTO rewards.issued (issue_key, rule_code, customer_id)
                SELECT :code || ':' || d.cause || ':' || d.customer_id, :code, d.customer_id FROM (%s) d
                 WHERE NOT EXISTS (SELECT FROM rewards.issued i
                                    WHERE i.issue_key = :code || ':' || d.cause || ':' || d.customer_id)
                 LIMIT :n ON CONFLICT DO NOTHING""".formatted(people))
                .param("code", rule.code()).param("days", rule.days()).param("monthly", rule.monthly())
                .param("zone", time.zone().getId()).param("friends", rule.friends())
                .param("least", rule.leastMinor()).param("since", java.sql.Timestamp.from(row.since()))
                .param("product", rule.productId(), java.sql.Types.BIGINT).param("n", limit).update();
    }

    List<String> open(int limit) {
        return jdbc.sql("""
                SELECT issue_key FROM rewards.issued WHERE state IN ('DUE', 'UNDO') ORDER BY due_at LIMIT :n""")
                .param("n", limit).query(String.class).list();
    }

    /** Locks a cause that is still open; empty when another has it or had it. */
    Optional<Cause> lockOpen(String key) {
        return jdbc.sql("""
                SELECT issue_key AS key, rule_code, customer_id, order_id, state FROM rewards.issued
                 WHERE issue_key = :k AND state IN ('DUE', 'UNDO') FOR UPDATE SKIP LOCKED""").param("k", key)
                .query(Cause.class).optional();
    }

    /** How often a person was given a rule's coupons; one taken back counts, it had its turn. */
    int had(String code, long customerId) {
        return jdbc.sql("""
                SELECT coalesce(max(ordinal), 0) FROM rewards.issued
                 WHERE rule_code = :r AND customer_id = :c""").param("r", code)
                .param("c", customerId).query(Integer.class).single();
    }

    /** One more given in all, unless the cap is reached. */
    boolean count(String code) {
        return jdbc.sql("""
                UPDATE rewards.issue_rule SET issued = issued + 1
                 WHERE code = :c AND (total_cap IS NULL OR issued < total_cap)""").param("c", code).update() == 1;
    }

    void given(String key, int ordinal, int most) {
        jdbc.sql("""
                UPDATE rewards.issued SET state = 'GIVEN', ordinal = :n, most = :most
                 WHERE issue_key = :k AND state = 'DUE'""").param("k", key).param("n", ordinal).param("most", most)
                .update();
    }

    void withheld(String key, String why) {
        jdbc.sql("UPDATE rewards.issued SET state = 'WITHHELD', why = :w WHERE issue_key = :k AND state = 'DUE'")
                .param("k", key).param("w", why).update();
    }

    void undone(String key) {
        jdbc.sql("UPDATE rewards.issued SET state = 'UNDONE' WHERE issue_key = :k AND state = 'UNDO'")
                .param("k", key).update();
    }

    List<Issue> issues(String code, int skip, int limit) {
        return jdbc.sql("""
                SELECT issue_key AS key, rule_code, customer_id, order_id, state, why, due_at AS at
                  FROM rewards.issued WHERE rule_code = :c ORDER BY due_at DESC, issue_key OFFSET :skip LIMIT :n""")
                .param("c", code).param("skip", skip).param("n", limit).query(Issue.class).list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        Rule rule = new Rule(row.getString("code"), row.getString("name_zh"), row.getString("name_en"),
                Kind.valueOf(row.getString("kind")), List.of((String[]) row.getArray("templates").getArray()),
                row.getBoolean("unlocks"), row.getBoolean("at_completion"), row.getLong("least_minor"),
                row.getInt("days"), row.getInt("friends"), row.getBoolean("monthly"),
                row.getObject("product_id", Long.class), row.getInt("per_person_limit"),
                row.getObject("total_cap", Long.class), row.getBoolean("enabled"));
        return new Row(rule, row.getInt("version"), row.getTimestamp("since").toInstant(), row.getLong("given"),
                row.getLong("withheld"), row.getLong("undone"));
    }
}
