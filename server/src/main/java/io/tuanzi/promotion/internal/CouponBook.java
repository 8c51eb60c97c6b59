package io.tuanzi.promotion.internal;

import io.tuanzi.platform.Columns;
import io.tuanzi.promotion.Coupons.CouponView;
import io.tuanzi.promotion.Coupons.OfferView;
import io.tuanzi.promotion.Redemption;
import io.tuanzi.promotion.Redemptions.LockedCoupon;
import io.tuanzi.promotion.quote.CouponRight;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of coupons. Coupon rows are always locked in the order of their ids, before template rows. */
@Repository
class CouponBook {

    /** A template locked for issuing: what decides is read on the locked row, by shop time. */
    record Issuing(long templateId, boolean offered, boolean claimable, boolean left, int perPersonLimit) {}

    /** A coupon as a fact needs it, its {@code seq} already counted for that fact. */
    record Touched(long couponId, long customerId, long templateId, int seq, Instant validUntil, long orderId,
            long amountMinor) {}

    /** A coupon on its locked row, for taking it back. */
    record Held(long couponId, String state, @Nullable Long orderId, @Nullable Long chargedMinor) {}

    /** What a template's coupons are called. */
    record Names(String zh, String en) {}

    private static final String TOUCHED = """
            c.coupon_id, c.customer_id, c.template_id, c.seq, c.valid_until""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    CouponBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** What each person could use now, the first to expire first; at most 200 each. */
    Map<Long, List<CouponRight>> rights(List<Long> customerIds) {
        Map<Long, List<CouponRight>> found = new HashMap<>();
        Columns.of(customerIds).int8(id -> id).query(template, """
                SELECT a.customer, c.coupon_id, c.rule_id, c.valid_until
                  FROM (SELECT shop_now() AS at) n, unnest(?) AS a(customer),
                       LATERAL (SELECT coupon_id, rule_id, valid_until FROM promotion.coupon
                                 WHERE customer_id = a.customer AND state = 'AVAILABLE' AND valid_until > n.at
                                 ORDER BY valid_until, coupon_id LIMIT 200) c
                 ORDER BY 1, c.valid_until, c.coupon_id""",
                (row, n) -> found.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(
                        new CouponRight(row.getLong(2), row.getLong(3), row.getTimestamp(4).toInstant())));
        return found;
    }

    List<LockedCoupon> lock(Collection<Long> couponIds) {
        return Columns.of(List.copyOf(couponIds)).int8(id -> id).query(template, """
                SELECT coupon_id, customer_id, rule_id,
                       state = 'AVAILABLE' AND valid_until > (SELECT shop_now()) AS usable
                  FROM promotion.coupon WHERE coupon_id = ANY(?) ORDER BY coupon_id FOR UPDATE""",
                (row, n) -> new LockedCoupon(row.getLong(1), row.getLong(2), row.getLong(3), row.getBoolean(4)));
    }

    void insertUses(List<Redemption> redemptions) {
        Columns.of(redemptions).int8(Redemption::orderId).int8(Redemption::couponId).int8(Redemption::amountMinor)
                .update(template, """
                INSERT INTO promotion.coupon_use (order_id, coupon_id, amount_minor)
                SELECT * FROM unnest(?, ?, ?)""");
    }

    /** Locks coupons to their orders; touches only what is available to that customer. C1 */
    int putOnOrders(List<Redemption> redemptions) {
        return Columns.of(redemptions).int8(Redemption::couponId).int8(Redemption::orderId)
                .int8(Redemption::customerId).update(template, """
                UPDATE promotion.coupon c SET state = 'LOCKED', order_id = r.o
                  FROM unnest(?, ?, ?) AS r(c, o, p)
                 WHERE c.coupon_id = r.c AND c.customer_id = r.p AND c.state = 'AVAILABLE'
                   AND c.valid_until > (SELECT shop_now())""");
    }

    /** The coupons live on an order, locked in the order of their ids. */
    List<Long> lockOf(long orderId) {
        return jdbc.sql("""
                SELECT coupon_id FROM promotion.coupon
                 WHERE coupon_id IN (SELECT coupon_id FROM promotion.coupon_use WHERE order_id = :o AND live)
                 ORDER BY coupon_id FOR UPDATE""").param("o", orderId).query(Long.class).list();
    }

    List<Touched> use(long orderId, Collection<Long> couponIds) {
        return jdbc.sql("""
                UPDATE promotion.coupon c SET state = 'USED', seq = c.seq + 1
                  FROM promotion.coupon_use u
                 WHERE c.coupon_id = ANY(:c) AND c.state = 'LOCKED' AND c.order_id = :o
                   AND u.order_id = :o AND u.coupon_id = c.coupon_id
                RETURNING %s, u.order_id, u.amount_minor""".formatted(TOUCHED))
                .param("c", couponIds.toArray(Long[]::new)).param("o", orderId)
                .query((row, n) -> touched(row, row.getLong(6), row.getLong(7))).list();
    }

    /** Ends live uses whose coupon may go back, and gives those coupons back. Each use ends once. C2 */
    List<Touched> giveBack(long orderId, Collection<Long> couponIds, int graceDays) {
        return jdbc.sql("""
                WITH ended AS (
                  UPDATE promotion.coupon_use u SET live = false
                    FROM promotion.coupon c JOIN promotion.template t USING (template_id)
                   WHERE u.order_id = :o AND u.live AND c.coupon_id = u.coupon_id AND c.coupon_id = ANY(:c)
                     AND (c.state = 'LOCKED' OR (c.state = 'USED' AND t.back_on_refund))
                  RETURNING u.coupon_id, u.order_id, u.amount_minor)
                UPDATE promotion.coupon c SET state = 'AVAILABLE', order_id = NULL, seq = c.seq + 1,
                       reminded = false,
                       valid_until = greatest(c.valid_until, shop_now() + make_interval(days => :grace))
                  FROM ended e WHERE c.coupon_id = e.coupon_id
                RETURNING %s, e.order_id, e.amount_minor""".formatted(TOUCHED))
                .param("o", orderId).param("c", couponIds.toArray(Long[]::new)).param("grace", graceDays)
                .query((row, n) -> touched(row, row.getLong(6), row.getLong(7))).list();
    }

    Optional<Issuing> lockForIssue(@Nullable String code, long templateId) {
        return jdbc.sql("""
                SELECT template_id, enabled AS offered,
                       claimable AND (claim_from IS NULL OR claim_from <= shop_now())
                         AND (claim_until IS NULL OR claim_until > shop_now()) AS claimable,
                       issue_cap IS NULL OR issued < issue_cap AS left, per_person_limit
                  FROM promotion.template WHERE template_id = :id OR code = :code FOR UPDATE""")
                .param("id", templateId).param("code", code).query(Issuing.class).optional();
    }

    /** Locks templates in the order of their ids, so that who gives several at once holds nobody up. */
    void lockCodes(Collection<String> codes) {
        jdbc.sql("SELECT template_id FROM promotion.template WHERE code = ANY(:c) ORDER BY template_id FOR UPDATE")
                .param("c", codes.toArray(String[]::new)).query(Long.class).list();
    }

    Optional<Long> bySource(String sourceKey) {
        return jdbc.sql("SELECT coupon_id FROM promotion.coupon WHERE source_key = :k").param("k", sourceKey)
                .query(Long.class).optional();
    }

    /** One more issued, unless the cap is reached. C1 */
    boolean countIssued(long templateId) {
        return jdbc.sql("""
                UPDATE promotion.template SET issued = issued + 1
                 WHERE template_id = :id AND (issue_cap IS NULL OR issued < issue_cap)""")
                .param("id", templateId).update() == 1;
    }

    /** One more claimed by this person, unless the limit is reached. C1 */
    boolean countClaimed(long templateId, long customerId, int limit) {
        return jdbc.sql("""
                INSERT INTO promotion.claimed AS k (template_id, customer_id, taken, most) VALUES (:t, :c, 1, :l)
                ON CONFLICT (template_id, customer_id) DO UPDATE SET taken = k.taken + 1, most = :l
                 WHERE k.taken < :l""").param("t", templateId).param("c", customerId).param("l", limit)
                .update() == 1;
    }

    int claimed(long templateId, long customerId) {
        return jdbc.sql("SELECT taken FROM promotion.claimed WHERE template_id = :t AND customer_id = :c")
                .param("t", templateId).param("c", customerId).query(Integer.class).optional().orElse(0);
    }

    Touched insert(long couponId, long templateId, long customerId, String source, String sourceKey) {
        return jdbc.sql("""
                INSERT INTO promotion.coupon AS c (coupon_id, template_id, rule_id, customer_id, source, source_key,
                                                   valid_until, worth_minor)
                SELECT :id, t.template_id, t.rule_id, :c, :s, :k, shop_now() + make_interval(days => t.valid_days),
                       CASE r.effect ->> 'is' WHEN 'AmountOff' THEN (r.effect ->> 'minor')::bigint
                            ELSE (r.effect ->> 'capMinor')::bigint END
                  FROM promotion.template t JOIN promotion.rule r USING (rule_id) WHERE t.template_id = :t
                RETURNING %s""".formatted(TOUCHED)).param("id", couponId).param("c", customerId).param("s", source)
                .param("k", sourceKey).param("t", templateId).query((row, n) -> touched(row, 0, 0)).single();
    }

    Optional<Held> lockSource(String sourceKey) {
        return jdbc.sql("""
                SELECT coupon_id, state, order_id, charged_minor FROM promotion.coupon
                 WHERE source_key = :k FOR UPDATE""").param("k", sourceKey).query(Held.class).optional();
    }

    Optional<Touched> revoke(long couponId) {
        return jdbc.sql("""
                UPDATE promotion.coupon c SET state = 'REVOKED', seq = c.seq + 1
                 WHERE c.coupon_id = :id AND c.state = 'AVAILABLE' RETURNING %s""".formatted(TOUCHED))
                .param("id", couponId).query((row, n) -> touched(row, 0, 0)).optional();
    }

    long liveAmount(long couponId) {
        return jdbc.sql("SELECT amount_minor FROM promotion.coupon_use WHERE coupon_id = :id AND live")
                .param("id", couponId).query(Long.class).single();
    }

    /** The order a coupon was charged on: the newest it was ever on. */
    long orderOf(long couponId) {
        return jdbc.sql("""
                SELECT order_id FROM promotion.coupon_use WHERE coupon_id = :id
                 ORDER BY live DESC, order_id DESC LIMIT 1""").param("id", couponId).query(Long.class).single();
    }

    void charge(long couponId, long amountMinor) {
        jdbc.sql("UPDATE promotion.coupon SET charged_minor = :a WHERE coupon_id = :id").param("a", amountMinor)
                .param("id", couponId).update();
    }

    /** Ends available coupons that are past their time; at most {@code limit}. */
    List<Touched> expire(int limit) {
        return jdbc.sql("""
                UPDATE promotion.coupon c SET state = 'EXPIRED', seq = c.seq + 1
                 WHERE c.coupon_id IN (SELECT coupon_id FROM promotion.coupon
                                        WHERE state = 'AVAILABLE' AND valid_until <= shop_now()
                                        ORDER BY valid_until LIMIT :n FOR UPDATE SKIP LOCKED)
                RETURNING %s""".formatted(TOUCHED)).param("n", limit).query((row, n) -> touched(row, 0, 0)).list();
    }

    /** Marks coupons that end within so many days and whose holder has not been told; at most {@code limit}. */
    List<Touched> remind(int withinDays, int limit) {
        return jdbc.sql("""
                UPDATE promotion.coupon c SET reminded = true, seq = c.seq + 1
                 WHERE c.coupon_id IN (SELECT coupon_id FROM promotion.coupon
                                        WHERE state = 'AVAILABLE' AND NOT reminded AND valid_until > shop_now()
                                          AND valid_until <= shop_now() + make_interval(days => :d)
                                        ORDER BY valid_until LIMIT :n FOR UPDATE SKIP LOCKED)
                RETURNING %s""".formatted(TOUCHED)).param("d", withinDays).param("n", limit)
                .query((row, n) -> touched(row, 0, 0)).list();
    }

    Map<Long, Names> names(Collection<Long> templateIds) {
        Map<Long, Names> found = new HashMap<>();
        jdbc.sql("""
                SELECT t.template_id, r.name_zh, r.name_en FROM promotion.template t
                  JOIN promotion.rule r USING (rule_id) WHERE t.template_id = ANY(:t)""")
                .param("t", templateIds.toArray(Long[]::new))
                .query((row, n) -> found.put(row.getLong(1), new Names(row.getString(2), row.getString(3)))).list();
        return found;
    }

    Optional<CouponView> coupon(long customerId, long couponId) {
        return jdbc.sql("""
                SELECT c.coupon_id, c.state, c.source, c.valid_until, c.order_id, r.*
                  FROM promotion.coupon c JOIN promotion.rule r USING (rule_id)
                 WHERE c.customer_id = :c AND c.coupon_id = :id""").param("c", customerId).param("id", couponId)
                .query(CouponBook::view).optional();
    }

    List<CouponView> coupons(long customerId, Collection<String> states, long beforeId, int limit) {
        return jdbc.sql("""
                SELECT c.coupon_id, c.state, c.source, c.valid_until, c.order_id, r.*
                  FROM promotion.coupon c JOIN promotion.rule r USING (rule_id)
                 WHERE c.customer_id = :c AND c.coupon_id < :before AND c.state = ANY(:s)
                 ORDER BY c.coupon_id DESC LIMIT :n""").param("c", customerId).param("before", beforeId)
                .param("s", states.toArray(String[]::new)).param("n", limit).query(CouponBook::view).list();
    }

    List<OfferView> centre(long customerId, List<Long> hidden) {
        return jdbc.sql("""
                SELECT t.template_id, t.issue_cap - t.issued AS "left", coalesce(k.taken, 0) AS claimed,
                       t.per_person_limit AS each, coalesce(g.hidden OR g.cohort IS NOT NULL, false) AS unlocked, r.*
                  FROM promotion.template t JOIN promotion.rule r USING (rule_id)
                  LEFT JOIN promotion.claimed k ON k.template_id = t.template_id AND k.customer_id = :c
                  LEFT JOIN promotion.template_gate g ON g.template_id = t.template_id
                 WHERE t.enabled AND r.enabled AND t.claimable AND (t.claim_from IS NULL OR t.claim_from <= shop_now())
                   AND (t.claim_until IS NULL OR t.claim_until > shop_now()) AND t.template_id <> ALL(:hidden)
                 ORDER BY t.template_id LIMIT 100""").param("c", customerId)
                .param("hidden", hidden.toArray(Long[]::new))
                .query((row, n) -> new OfferView(row.getLong("template_id"), OfferBook.ruleRow(row, n).rule(),
                        row.getObject("left", Long.class), row.getInt("claimed"), row.getInt("each"),
                        row.getBoolean("unlocked"))).list();
    }

    private static CouponView view(ResultSet row, int n) throws SQLException {
        return new CouponView(row.getLong(1), OfferBook.ruleRow(row, n).rule(), row.getString(2), row.getString(3),
                row.getTimestamp(4).toInstant(), row.getObject(5, Long.class));
    }

    private static Touched touched(ResultSet row, long orderId, long amountMinor) throws SQLException {
        return new Touched(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4),
                row.getTimestamp(5).toInstant(), orderId, amountMinor);
    }
}
