package io.tuanzi.promotion.internal;

import io.tuanzi.promotion.HiddenCoupons.Gate;
import io.tuanzi.promotion.Newcomers.Item;
import io.tuanzi.promotion.Newcomers.Policy;
import io.tuanzi.promotion.Newcomers.Withheld;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what new people hold and of what shows to whom. A person's row is locked after the template's. */
@Repository
class NewcomerBook {

    /** What the coupons of a template can take off at most, null where nothing bounds it. */
    record Worth(@Nullable Long minor) {}

    private final JdbcClient jdbc;

    NewcomerBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Policy policy() {
        return jdbc.sql("SELECT days, cap_minor FROM promotion.newcomer_policy WHERE id = 1").query(Policy.class)
                .single();
    }

    Policy lockPolicy() {
        return jdbc.sql("SELECT days, cap_minor FROM promotion.newcomer_policy WHERE id = 1 FOR UPDATE")
                .query(Policy.class).single();
    }

    void put(Policy policy) {
        jdbc.sql("UPDATE promotion.newcomer_policy SET days = :d, cap_minor = :cap WHERE id = 1")
                .param("d", policy.days()).param("cap", policy.capMinor(), Types.BIGINT).update();
    }

    boolean isNew(Instant joinedAt, int days) {
        return jdbc.sql("SELECT CAST(:at AS timestamptz) > shop_now() - make_interval(days => :d)")
                .param("at", Timestamp.from(joinedAt)).param("d", days).query(Boolean.class).single();
    }

    Worth worth(long templateId) {
        return jdbc.sql("""
                SELECT CASE r.effect ->> 'is' WHEN 'AmountOff' THEN (r.effect ->> 'minor')::bigint
                            ELSE (r.effect ->> 'capMinor')::bigint END AS minor
                  FROM promotion.template t JOIN promotion.rule r USING (rule_id) WHERE t.template_id = :t""")
                .param("t", templateId).query((row, n) -> new Worth(row.getObject(1, Long.class))).single();
    }

    /** From here on nobody else gives this person anything while new. */
    void lock(long customerId, long capMinor) {
        jdbc.sql("""
                INSERT INTO promotion.newcomer_cost (customer_id, cap_minor) VALUES (:c, :cap)
                ON CONFLICT DO NOTHING""")
                .param("c", customerId).param("cap", capMinor).update();
        jdbc.sql("SELECT customer_id FROM promotion.newcomer_cost WHERE customer_id = :c FOR UPDATE")
                .param("c", customerId).query(Long.class).single();
    }

    /** So much more is held, unless that passes the cap; what ended unused is held no more. C1 */
    boolean hold(long customerId, long moreMinor, long capMinor) {
        return jdbc.sql("""
                UPDATE promotion.newcomer_cost k SET held_minor = s.held + :w, cap_minor = :cap
                  FROM (SELECT coalesce(sum(worth_minor), 0) AS held FROM promotion.coupon
                         WHERE customer_id = :c AND state IN ('AVAILABLE', 'LOCKED', 'USED')) s
                 WHERE k.customer_id = :c AND s.held + :w <= :cap""").param("c", customerId).param("w", moreMinor)
                .param("cap", capMinor).update() == 1;
    }

    void withhold(String sourceKey, long customerId, long templateId, @Nullable Long worthMinor) {
        jdbc.sql("""
                INSERT INTO promotion.withheld (source_key, customer_id, template_id, worth_minor)
                VALUES (:k, :c, :t, :w) ON CONFLICT DO NOTHING""").param("k", sourceKey).param("c", customerId)
                .param("t", templateId).param("w", worthMinor, Types.BIGINT).update();
    }

    List<Item> items(long customerId) {
        return jdbc.sql("""
                SELECT c.coupon_id, r.name_zh, r.name_en, c.state, c.source, c.valid_until, c.worth_minor
                  FROM promotion.coupon c JOIN promotion.rule r USING (rule_id)
                 WHERE c.customer_id = :c AND c.state IN ('AVAILABLE', 'LOCKED', 'USED')
                 ORDER BY c.coupon_id DESC LIMIT 200""").param("c", customerId).query(Item.class).list();
    }

    List<Withheld> withheld(long customerId) {
        return jdbc.sql("""
                SELECT r.name_zh, r.name_en, w.worth_minor, w.withheld_at AS at
                  FROM promotion.withheld w JOIN promotion.template t USING (template_id)
                  JOIN promotion.rule r USING (rule_id)
                 WHERE w.customer_id = :c ORDER BY w.withheld_at DESC LIMIT 100""").param("c", customerId)
                .query(Withheld.class).list();
    }

    Map<Long, Gate> gates() {
        Map<Long, Gate> found = new HashMap<>();
        jdbc.sql("""
                SELECT g.template_id, g.hidden, g.cohort,
                       (SELECT count(*) FROM promotion.unlocked u WHERE u.template_id = g.template_id)
                  FROM promotion.template_gate g""").query((row, n) -> found.put(row.getLong(1),
                        new Gate(row.getBoolean(2), row.getString(3), row.getLong(4)))).list();
        return found;
    }

    void putGate(long templateId, boolean hidden, @Nullable String cohort) {
        jdbc.sql("""
                INSERT INTO promotion.template_gate (template_id, hidden, cohort) VALUES (:t, :h, :c)
                ON CONFLICT (template_id) DO UPDATE SET hidden = :h, cohort = :c""").param("t", templateId)
                .param("h", hidden).param("c", cohort, Types.VARCHAR).update();
    }

    /** Shows a hidden coupon to a person; nothing where it shows already. */
    void unlock(long customerId, String templateCode, String sourceKey) {
        jdbc.sql("""
                INSERT INTO promotion.unlocked (template_id, customer_id, source_key)
                SELECT template_id, :c, :k FROM promotion.template WHERE code = :code ON CONFLICT DO NOTHING""")
                .param("c", customerId).param("k", sourceKey).param("code", templateCode).update();
    }

    /** Whether a template shows to a person who is in these cohorts. */
    boolean shows(long templateId, long customerId, List<String> cohorts) {
        return jdbc.sql("""
                SELECT coalesce((SELECT (NOT g.hidden OR EXISTS (SELECT FROM promotion.unlocked u
                           WHERE u.template_id = g.template_id AND u.customer_id = :c))
                         AND (g.cohort IS NULL OR g.cohort = ANY(:cohorts))
                    FROM promotion.template_gate g WHERE g.template_id = :t), true)""").param("t", templateId)
                .param("c", customerId).param("cohorts", cohorts.toArray(String[]::new)).query(Boolean.class).single();
    }

    /** Templates among these that were unlocked for a person. */
    List<Long> unlocked(long customerId) {
        return jdbc.sql("SELECT template_id FROM promotion.unlocked WHERE customer_id = :c").param("c", customerId)
                .query(Long.class).list();
    }

    Optional<Gate> gate(long templateId) {
        return Optional.ofNullable(gates().get(templateId));
    }
}
