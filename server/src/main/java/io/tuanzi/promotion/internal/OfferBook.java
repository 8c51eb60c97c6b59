package io.tuanzi.promotion.internal;

import io.tuanzi.promotion.Offers.FreightRow;
import io.tuanzi.promotion.Offers.RuleRow;
import io.tuanzi.promotion.Offers.TemplateEdit;
import io.tuanzi.promotion.Offers.TemplateRow;
import io.tuanzi.promotion.quote.FreightTemplate;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of rules, freight and templates as offers; coupons themselves are in {@link CouponBook}. */
@Repository
class OfferBook {

    private static final String TEMPLATES = """
            SELECT t.*, coalesce(c.used, 0) AS used, coalesce(c.expired, 0) AS expired,
                   coalesce(u.spent, 0) AS spent
              FROM promotion.template t
              LEFT JOIN (SELECT template_id, count(*) FILTER (WHERE state = 'USED') AS used,
                                count(*) FILTER (WHERE state = 'EXPIRED') AS expired
                           FROM promotion.coupon GROUP BY 1) c USING (template_id)
              LEFT JOIN (SELECT c.template_id, sum(u.amount_minor) AS spent
                           FROM promotion.coupon_use u JOIN promotion.coupon c USING (coupon_id)
                          WHERE u.live GROUP BY 1) u USING (template_id)""";

    private final JdbcClient jdbc;

    OfferBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long version() {
        return jdbc.sql("SELECT version FROM promotion.snapshot WHERE id = 1").query(Long.class).single();
    }

    /** Held until the end of the transaction, so that versions and what they mean commit in one order. */
    void bump() {
        jdbc.sql("UPDATE promotion.snapshot SET version = version + 1 WHERE id = 1").update();
    }

    List<RuleRow> rules() {
        return jdbc.sql("SELECT * FROM promotion.rule ORDER BY rule_id").query(OfferBook::ruleRow).list();
    }

    Optional<RuleRow> lockRule(long ruleId) {
        return jdbc.sql("SELECT * FROM promotion.rule WHERE rule_id = :id FOR UPDATE").param("id", ruleId)
                .query(OfferBook::ruleRow).optional();
    }

    /** False when the code is in use. */
    boolean insertRule(RuleRow row) {
        return write("""
                INSERT INTO promotion.rule (rule_id, version, code, kind, name_zh, name_en, phase, priority, gate,
                  condition, effect, stacking, starts_at, ends_at, budget_id, per_person_limit, enabled)
                VALUES (:id, 1, :code, :kind, :zh, :en, :phase, :priority, :gate, :condition::jsonb, :effect::jsonb,
                  :stacking::jsonb, :from, :until, :budget, :limit, :enabled)
                ON CONFLICT (code) DO NOTHING""", row) == 1;
    }

    void updateRule(RuleRow row) {
        write("""
                UPDATE promotion.rule SET version = version + 1, code = :code, kind = :kind, name_zh = :zh,
                  name_en = :en, phase = :phase, priority = :priority, gate = :gate, condition = :condition::jsonb,
                  effect = :effect::jsonb, stacking = :stacking::jsonb, starts_at = :from, ends_at = :until,
                  budget_id = :budget, per_person_limit = :limit, enabled = :enabled
                 WHERE rule_id = :id""", row);
    }

    private int write(String sql, RuleRow row) {
        Rule rule = row.rule();
        return jdbc.sql(sql).param("id", rule.id()).param("code", row.code()).param("kind", rule.kind().name())
                .param("zh", rule.nameZh()).param("en", rule.nameEn()).param("phase", rule.phase().name())
                .param("priority", rule.priority()).param("gate", rule.gate().name())
                .param("condition", RuleJson.write(rule.condition())).param("effect", RuleJson.write(rule.effect()))
                .param("stacking", RuleJson.write(rule.stacking()))
                .param("from", timestamp(rule.schedule().from())).param("until", timestamp(rule.schedule().until()))
                .param("budget", rule.budgetId()).param("limit", rule.perPersonLimit())
                .param("enabled", row.enabled()).update();
    }

    List<FreightRow> freight() {
        return jdbc.sql("SELECT * FROM promotion.freight_template ORDER BY freight_id")
                .query(OfferBook::freightRow).list();
    }

    Optional<FreightRow> lockFreight(long freightId) {
        return jdbc.sql("SELECT * FROM promotion.freight_template WHERE freight_id = :id FOR UPDATE")
                .param("id", freightId).query(OfferBook::freightRow).optional();
    }

    void putFreight(FreightRow row) {
        FreightTemplate template = row.template();
        jdbc.sql("""
                INSERT INTO promotion.freight_template (freight_id, code, name_zh, name_en, priority, covers, measure,
                  zones, free_over_minor, enabled)
                VALUES (:id, :code, :zh, :en, :priority, :covers::jsonb, :measure, :zones::jsonb, :over, :enabled)
                ON CONFLICT (freight_id) DO UPDATE SET version = freight_template.version + 1,
                  code = excluded.code, name_zh = excluded.name_zh, name_en = excluded.name_en,
                  priority = excluded.priority, covers = excluded.covers, measure = excluded.measure,
                  zones = excluded.zones, free_over_minor = excluded.free_over_minor, enabled = excluded.enabled""")
                .param("id", template.id()).param("code", row.code()).param("zh", template.nameZh())
                .param("en", template.nameEn()).param("priority", template.priority())
                .param("covers", RuleJson.write(template.covers())).param("measure", template.measure().name())
                .param("zones", RuleJson.write(template.zones())).param("over", template.freeOverMinor())
                .param("enabled", row.enabled()).update();
    }

    List<TemplateRow> templates() {
        return jdbc.sql(TEMPLATES + " ORDER BY t.template_id").query(OfferBook::template).list();
    }

    Optional<TemplateRow> template(long templateId) {
        return jdbc.sql(TEMPLATES + " WHERE t.template_id = :id").param("id", templateId)
                .query(OfferBook::template).optional();
    }

    /** Locks the template so that nothing is issued of it meanwhile. */
    boolean lockTemplate(long templateId) {
        return jdbc.sql("SELECT template_id FROM promotion.template WHERE template_id = :id FOR UPDATE")
                .param("id", templateId).query(Long.class).optional().isPresent();
    }

    /** False when the code is in use. */
    boolean insertTemplate(long templateId, TemplateEdit edit) {
        return write("""
                INSERT INTO promotion.template (template_id, code, rule_id, issue_cap, per_person_limit, valid_days,
                  claimable, back_on_refund, enabled, claim_from, claim_until)
                VALUES (:id, :code, :rule, :cap, :limit, :days, :claimable, :back, :enabled, :from, :until)
                ON CONFLICT (code) DO NOTHING""", templateId, edit) == 1;
    }

    void updateTemplate(long templateId, TemplateEdit edit) {
        write("""
                UPDATE promotion.template SET code = :code, rule_id = :rule, issue_cap = :cap,
                  per_person_limit = :limit, valid_days = :days, claimable = :claimable, back_on_refund = :back,
                  enabled = :enabled, claim_from = :from, claim_until = :until WHERE template_id = :id""",
                templateId, edit);
    }

    private int write(String sql, long templateId, TemplateEdit edit) {
        return jdbc.sql(sql).param("id", templateId).param("code", edit.code()).param("rule", edit.ruleId())
                .param("cap", edit.issueCap()).param("limit", edit.perPersonLimit()).param("days", edit.validDays())
                .param("claimable", edit.claimable()).param("back", edit.backOnRefund())
                .param("enabled", edit.enabled()).param("from", timestamp(edit.claimFrom()))
                .param("until", timestamp(edit.claimUntil())).update();
    }

    static RuleRow ruleRow(ResultSet row, int n) throws SQLException {
        Rule rule = new Rule(row.getLong("rule_id"), row.getInt("version"), Kind.valueOf(row.getString("kind")),
                row.getString("name_zh"), row.getString("name_en"), Phase.valueOf(row.getString("phase")),
                row.getInt("priority"), Gate.valueOf(row.getString("gate")),
                RuleJson.condition(row.getString("condition")), RuleJson.effect(row.getString("effect")),
                new Schedule(instant(row, "starts_at"), instant(row, "ends_at")),
                RuleJson.stacking(row.getString("stacking")), row.getObject("budget_id", Long.class),
                RefundPolicy.valueOf(row.getString("refund_policy")),
                row.getObject("per_person_limit", Integer.class));
        return new RuleRow(rule, row.getString("code"), row.getBoolean("enabled"));
    }

    private static FreightRow freightRow(ResultSet row, int n) throws SQLException {
        FreightTemplate template = new FreightTemplate(row.getLong("freight_id"), row.getInt("version"),
                row.getString("name_zh"), row.getString("name_en"), row.getInt("priority"),
                RuleJson.selector(row.getString("covers")),
                FreightTemplate.Measure.valueOf(row.getString("measure")), RuleJson.zones(row.getString("zones")),
                row.getObject("free_over_minor", Long.class));
        return new FreightRow(template, row.getString("code"), row.getBoolean("enabled"));
    }

    private static TemplateRow template(ResultSet row, int n) throws SQLException {
        return new TemplateRow(row.getLong("template_id"), row.getString("code"), row.getLong("rule_id"),
                row.getObject("issue_cap", Long.class), row.getLong("issued"), row.getLong("used"),
                row.getLong("expired"), row.getInt("per_person_limit"), row.getInt("valid_days"),
                row.getBoolean("claimable"), row.getBoolean("back_on_refund"), row.getBoolean("enabled"),
                instant(row, "claim_from"), instant(row, "claim_until"), row.getLong("spent"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
