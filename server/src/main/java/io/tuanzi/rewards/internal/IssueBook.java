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

    /** An order {@code w} has a product of the rule {@code r}, or the rule is about any. */
    private static final String BOUGHT = """
            (r.product_id IS NULL OR EXISTS (SELECT FROM rewards.purchase_line l
              WHERE l.order_id = w.order_id AND l.product_id = r.product_id))""";

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

    List<String> enabled() {
        return jdbc.sql("SELECT code FROM rewards.issue_rule WHERE enabled ORDER BY code").query(String.class).list();
    }

    /** A rule on its locked row: everything of one is found and given one after the other; causes may name it still. */
    Optional<Rule> lock(String code) {
        return jdbc.sql("SELECT * FROM rewards.issue_rule WHERE code = :c FOR NO KEY UPDATE").param("c", code)
                .query((row, n) -> rule(row)).optional();
    }

    /** False when the code is in use. */
    boolean insert(Rule rule) {
        return write("""
                INSERT INTO rewards.issue_rule (code, name_zh, name_en, kind, templates, unlocks, at_completion,
                  least_minor, days, friends, monthly, product_id, per_person_limit, total_cap, enabled)
                VALUES (:code, :zh, :en, :kind, :templates, :unlocks, :completion, :least, :days, :friends, :monthly,
                  :product, :limit, :cap, :enabled) ON CONFLICT (code) DO NOTHING""", rule) == 1;
    }

    /** Switching on begins anew: what happened before earns nothing. Whatever changed is looked for from the start. */
    void update(Rule rule) {
        write("""
                UPDATE rewards.issue_rule SET version = version + 1, name_zh = :zh, name_en = :en,
                  templates = :templates, unlocks = :unlocks, at_completion = :completion, least_minor = :least,
                  days = :days, friends = :friends, monthly = :monthly, product_id = :product,
                  per_person_limit = :limit, total_cap = :cap, enabled = :enabled, seen_at = 'epoch', seen_order = 0,
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

    /**
     * An order becomes due under each rule in force when it was placed; one paid only after an apology was switched on,
     * and placed before, under that.
     */
    void orderDue(long orderId, boolean completed) {
        jdbc.sql("""
                INSERT INTO rewards.issued (issue_key, rule_code, customer_id, order_id)
                SELECT r.code || CASE r.kind WHEN 'BUYERS' THEN ':bought:' ELSE ':order-' || w.order_id || ':' END
                         || w.customer_id, r.code, w.customer_id, CASE r.kind WHEN 'PURCHASE' THEN w.order_id END
                  FROM rewards.purchase w JOIN rewards.issue_rule r ON r.enabled AND (
                       r.kind = 'PURCHASE' AND r.at_completion = :completed AND r.since <= w.placed_at
                         AND r.least_minor <= w.net_minor
                    OR r.kind = 'BUYERS' AND NOT :completed AND w.placed_at <= r.since
                         AND w.placed_at > r.since - make_interval(days => r.days) AND %s)
                 WHERE w.order_id = :o ON CONFLICT DO NOTHING""".formatted(BOUGHT)).param("o", orderId)
                .param("completed", completed).update();
    }

    /**
     * Nothing stays of the order: what it brought goes back, what it would have brought does not come. Who bought
     * before it may have been quiet since then, longer ago than rules look back to by themselves.
     */
    void orderGone(long orderId) {
        jdbc.sql("""
                UPDATE rewards.issued SET due_at = shop_now(),
                       state = CASE state WHEN 'DUE' THEN 'UNDONE' ELSE 'UNDO' END
                 WHERE order_id = :o AND state IN ('DUE', 'GIVEN')""").param("o", orderId).update();
        jdbc.sql("""
                INSERT INTO rewards.issued (issue_key, rule_code, customer_id)
                SELECT r.code || ':after-' || w.order_id || ':' || w.customer_id, r.code, w.customer_id
                  FROM (SELECT p.order_id, p.customer_id, p.placed_at FROM rewards.purchase p
                         WHERE p.customer_id = (SELECT customer_id FROM rewards.purchase WHERE order_id = :o)
                           AND p.state <> 'GONE' ORDER BY p.placed_at DESC, p.order_id DESC LIMIT 1) w
                  JOIN rewards.issue_rule r ON r.kind = 'QUIET' AND r.enabled
                   AND (w.placed_at, w.order_id) <= (r.seen_at, r.seen_order)
                   AND w.placed_at <= shop_now() - make_interval(days => r.days)
                ON CONFLICT DO NOTHING""").param("o", orderId).update();
    }

    void joined(long customerId, java.time.Instant at) {
        jdbc.sql("INSERT INTO rewards.newcomer (customer_id, joined_at) VALUES (:c, :at) ON CONFLICT DO NOTHING")
                .param("c", customerId).param("at", java.sql.Timestamp.from(at)).update();
    }

    /** Writes down what a rule makes due now by shop time; how much was looked at or new, at most {@code limit}. */
    int findDue(Rule rule, int limit) {
        return switch (rule.kind()) {
            case PURCHASE -> 0; // orders say so themselves
            case QUIET -> walk(rule, "'epoch'", "shop_now() - make_interval(days => :days)",
                    "'after-' || w.order_id", """
                    NOT EXISTS (SELECT FROM rewards.purchase q WHERE q.customer_id = w.customer_id
                                   AND q.state <> 'GONE'
                                   AND (q.placed_at, q.order_id) > (w.placed_at, w.order_id))""", limit);
            case BUYERS -> walk(rule, "r.since - make_interval(days => :days)", "r.since", "'bought'", BOUGHT,
                    limit);
            case NEWCOMER -> people(rule, """
                    SELECT w.customer_id, CASE WHEN :monthly THEN to_char(shop_now() AT TIME ZONE :zone, 'YYYY-MM')
                                               ELSE 'joined' END AS cause
                      FROM rewards.newcomer w
                     WHERE w.joined_at > shop_now() - make_interval(days => :days)
                       AND NOT EXISTS (SELECT FROM rewards.purchase p
                                        WHERE p.customer_id = w.customer_id AND p.state <> 'GONE')""", limit);
            case FRIENDS -> people(rule, """
                    SELECT inviter_id AS customer_id, 'friends-' || :friends AS cause FROM rewards.purchase
                     WHERE inviter_id IS NOT NULL AND state IN ('EARNED', 'COMPLETED') AND net_minor >= :least
                       AND placed_at >= (SELECT since FROM rewards.issue_rule WHERE code = :code)
                     GROUP BY 1 HAVING count(DISTINCT customer_id) >= :friends""", limit);
        };
    }

    private int people(Rule rule, String people, int limit) {
        return jdbc.sql("""
                INSERT INTO rewards.issued (issue_key, rule_code, customer_id)
                SELECT :code || ':' || d.cause || ':' || d.customer_id, :code, d.customer_id FROM (%s) d
                 WHERE NOT EXISTS (SELECT FROM rewards.issued i
                                    WHERE i.issue_key = :code || ':' || d.cause || ':' || d.customer_id)
                 LIMIT :n ON CONFLICT DO NOTHING""".formatted(people))
                .param("code", rule.code()).param("days", rule.days()).param("monthly", rule.monthly())
                .param("zone", time.zone().getId()).param("friends", rule.friends())
                .param("least", rule.leastMinor()).param("n", limit).update();
    }

    /**
     * Reads purchases on from where the rule, locked, stopped last: each is looked at once, the older ones first. What
     * changes behind it is said by the orders themselves ({@link #orderDue}, {@link #orderGone}).
     */
    private int walk(Rule rule, String from, String until, String cause, String due, int limit) {
        return jdbc.sql("""
                WITH r AS MATERIALIZED (SELECT * FROM rewards.issue_rule WHERE code = :code),
                w AS MATERIALIZED (
                  SELECT p.* FROM r CROSS JOIN LATERAL (
                    SELECT p.order_id, p.customer_id, p.placed_at, p.state FROM rewards.purchase p
                     WHERE (p.placed_at, p.order_id) > (r.seen_at, r.seen_order)
                       AND p.placed_at > %s AND p.placed_at <= %s
                     ORDER BY p.placed_at, p.order_id LIMIT :n) p),
                found AS (
                  INSERT INTO rewards.issued (issue_key, rule_code, customer_id)
                  SELECT DISTINCT r.code || ':' || %s || ':' || w.customer_id, r.code, w.customer_id FROM w, r
                   WHERE w.state <> 'GONE' AND %s ON CONFLICT DO NOTHING),
                moved AS (
                  UPDATE rewards.issue_rule i SET seen_at = l.placed_at, seen_order = l.order_id
                    FROM (SELECT placed_at, order_id FROM w ORDER BY placed_at DESC, order_id DESC LIMIT 1) l
                   WHERE i.code = :code)
                SELECT count(*) FROM w""".formatted(from, until, cause, due))
                .param("code", rule.code()).param("days", rule.days()).param("n", limit)
                .query(Integer.class).single();
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

    /** One less: it came to nothing. */
    void uncount(String code) {
        jdbc.sql("UPDATE rewards.issue_rule SET issued = issued - 1 WHERE code = :c").param("c", code).update();
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
        return new Row(rule(row), row.getInt("version"), row.getTimestamp("since").toInstant(), row.getLong("given"),
                row.getLong("withheld"), row.getLong("undone"));
    }

    private static Rule rule(ResultSet row) throws SQLException {
        return new Rule(row.getString("code"), row.getString("name_zh"), row.getString("name_en"),
                Kind.valueOf(row.getString("kind")), List.of((String[]) row.getArray("templates").getArray()),
                row.getBoolean("unlocks"), row.getBoolean("at_completion"), row.getLong("least_minor"),
                row.getInt("days"), row.getInt("friends"), row.getBoolean("monthly"),
                row.getObject("product_id", Long.class), row.getInt("per_person_limit"),
                row.getObject("total_cap", Long.class), row.getBoolean("enabled"));
    }
}
