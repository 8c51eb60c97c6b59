package io.tuanzi.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.promotion.Coupons;
import io.tuanzi.promotion.Coupons.CouponView;
import io.tuanzi.promotion.HiddenCoupons;
import io.tuanzi.promotion.Offers;
import io.tuanzi.rewards.IssueRules.Kind;
import io.tuanzi.rewards.IssueRules.Row;
import io.tuanzi.rewards.IssueRules.Rule;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Coupons that come by themselves: after a purchase, after silence, for newcomers, as an apology, for friends. */
@ShopTest
@Import(RewardsKit.class)
class IssueRuleTest {

    private static final String WHO = "staff:1 test";
    private static final AtomicLong SERIAL = new AtomicLong();

    @Autowired RewardsKit kit;
    @Autowired IssueRules rules;
    @Autowired Coupons coupons;
    @Autowired HiddenCoupons hidden;
    @Autowired Offers offers;
    @Autowired JdbcClient jdbc;
    @Autowired List<Sweep> sweeps;
    @Autowired StaffAccounts accounts;
    @LocalServerPort int port;

    @AfterEach
    void switchOff() {
        jdbc.sql("UPDATE rewards.issue_rule SET enabled = false").update();
    }

    private Rule on(Kind kind, String template, int days, int perPerson, @Nullable Long cap) {
        Rule rule = new Rule("rule-" + SERIAL.incrementAndGet(), "规则", "Rule", kind, List.of(template), false, false,
                0, days, 1, false, null, perPerson, cap, true);
        return rules.put(rule, true, WHO, "a test").rule();
    }

    private Row row(Rule rule) {
        return rules.all().stream().filter(each -> each.rule().code().equals(rule.code())).findFirst().orElseThrow();
    }

    private void sweep() {
        kit.settle();
        Sweep sweep = sweeps.stream().filter(each -> each.name().equals("rewards.issue")).findFirst().orElseThrow();
        int most = 100;
        while (sweep.sweep() > 0 && most-- > 0) {
            kit.settle();
        }
    }

    private List<CouponView> has(long person) {
        return coupons.of(person, "AVAILABLE", Long.MAX_VALUE, 50).items();
    }

    @Test
    @Capability("PRM-18")
    @DisplayName("PRM-18 a paid order brings a coupon once, however often it is told, and loses it when it is given up")
    void afterAPurchase() {
        on(Kind.PURCHASE, "thanks-10", 30, 12, null);
        long ann = kit.person();
        long order = kit.paid(ann, 9_900);
        sweep();
        assertThat(has(ann)).singleElement().satisfies(c -> assertThat(c.source()).isEqualTo("REWARD"));
        kit.hearAgain(1);
        sweep();
        assertThat(has(ann)).hasSize(1);
        kit.closed(order, ann, true);
        sweep();
        assertThat(has(ann)).isEmpty();
        assertThat(coupons.of(ann, "EXPIRED", Long.MAX_VALUE, 5).items()).singleElement()
                .satisfies(c -> assertThat(c.state()).isEqualTo("REVOKED"));
    }

    @Test
    @DisplayName("an order placed before the rule was switched on brings nothing; a limit per person holds")
    void whatWasBeforeEarnsNothing() {
        long ann = kit.person();
        kit.paid(ann, 9_900);
        kit.settle();
        Rule rule = on(Kind.PURCHASE, "thanks-10", 30, 1, null);
        sweep();
        assertThat(has(ann)).isEmpty();
        kit.paid(ann, 5_000);
        kit.paid(ann, 5_000);
        sweep();
        assertThat(has(ann)).hasSize(1);
        assertThat(rules.issues(rule.code(), null, 10).items()).extracting(IssueRules.Issue::why)
                .containsExactlyInAnyOrder(null, "PERSON_LIMIT");
        assertThat(jdbc.sql("SELECT issued FROM rewards.issue_rule WHERE code = :c").param("c", rule.code())
                .query(Integer.class).single()).as("counted").isEqualTo(1);
    }

    @Test
    @Capability("PRM-20")
    @DisplayName("PRM-20, PRM-19 thirty days without a purchase bring one coupon for each silence")
    void afterSilence() {
        on(Kind.QUIET, "again-15", 30, 12, null);
        long ann = kit.person();
        kit.paid(ann, 9_900);
        sweep();
        kit.passDays(29);
        sweep();
        assertThat(has(ann)).isEmpty();
        kit.passDays(1);
        sweep();
        sweep();
        assertThat(has(ann)).hasSize(1);
        kit.paid(ann, 5_000);
        sweep();
        kit.passDays(31);
        sweep();
        assertThat(jdbc.sql("SELECT count(*) FROM promotion.coupon WHERE customer_id = :c").param("c", ann)
                .query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    @DisplayName("PRM-20 a silence counts from the order before, when the last one is given up after it was looked at")
    void silenceSinceTheOrderBefore() {
        Rule rule = on(Kind.QUIET, "again-15", 30, 12, null);
        long ann = kit.person();
        kit.paid(ann, 9_900);
        kit.passDays(20);
        long last = kit.paid(ann, 5_000);
        sweep();
        kit.passDays(15);
        sweep();
        assertThat(has(ann)).isEmpty();
        assertThat(looked(rule)).as("purchases are read once, not at every sweep").isPositive();
        kit.closed(last, ann, true);
        sweep();
        assertThat(has(ann)).hasSize(1);
        sweep();
        assertThat(has(ann)).hasSize(1);
    }

    private long looked(Rule rule) {
        return jdbc.sql("SELECT seen_order FROM rewards.issue_rule WHERE code = :c").param("c", rule.code())
                .query(Long.class).single();
    }

    @Test
    @DisplayName("PRM-16 a newcomer gets the pack once a month until the first order")
    void newcomersMonthly() {
        rules.put(new Rule("pack-" + SERIAL.incrementAndGet(), "首单礼包", "Pack", Kind.NEWCOMER,
                List.of("new-customer-10", "sorry-10"), false, false, 0, 90, 1, true, null, 3, null, true), true, WHO,
                "a test");
        long ann = kit.person();
        sweep();
        assertThat(has(ann)).hasSize(2);
        sweep();
        assertThat(has(ann)).hasSize(2);
        kit.passDays(31);
        sweep();
        assertThat(count(ann)).isEqualTo(4);
        kit.paid(ann, 5_000);
        sweep();
        kit.passDays(31);
        sweep();
        assertThat(count(ann)).isEqualTo(4);
    }

    private int count(long person) {
        return jdbc.sql("SELECT count(*) FROM promotion.coupon WHERE customer_id = :c").param("c", person)
                .query(Integer.class).single();
    }

    @Test
    @Capability("PRM-22")
    @DisplayName("PRM-22 an apology goes to those who bought the product, at once, and to nobody who buys it later")
    void anApology() {
        long ann = kit.person();
        long bob = kit.person();
        kit.paid(ann, 5_000, 5_000);
        kit.paid(bob, 5_000);
        kit.settle();
        Rule rule = rules.put(new Rule("sorry-" + SERIAL.incrementAndGet(), "补偿", "Sorry", Kind.BUYERS,
                List.of("sorry-10"), false, false, 0, 7, 1, false, 101L, 1, null, true), true, WHO, "bad batch").rule();
        long cid = kit.person();
        kit.paid(cid, 5_000, 5_000);
        sweep();
        assertThat(has(ann)).hasSize(1);
        assertThat(has(bob)).isEmpty();
        assertThat(has(cid)).isEmpty();
        assertThat(row(rule).given()).isGreaterThanOrEqualTo(1);
    }

    private long template(String code, boolean claimable) {
        return offers.addTemplate(new Offers.TemplateEdit(code, 904, null, 1, 30, claimable, true, true, null, null),
                WHO, "a test").templateId();
    }

    @Test
    @Capability("PRM-23")
    @DisplayName("PRM-23 a hidden coupon shows to whom two friends of theirs bought, each by an order of their own")
    void hiddenUntilFriendsBuy() {
        String code = "hidden-" + SERIAL.incrementAndGet();
        long template = template(code, true);
        hidden.put(template, true, null, WHO, "for those who bring friends");
        rules.put(new Rule("unlock-" + SERIAL.incrementAndGet(), "解锁", "Unlock", Kind.FRIENDS, List.of(code), true,
                false, 0, 30, 2, false, null, 1, null, true), true, WHO, "a test");
        long ann = kit.promoter();
        long bob = kit.friendOf(ann);
        long cid = kit.friendOf(ann);
        kit.paid(bob, 5_000);
        kit.paid(bob, 5_000);
        sweep();
        assertThat(shown(ann, template)).isFalse();
        assertThatThrownBy(() -> coupons.claim(ann, template, "key-hidden-1"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
        kit.paid(cid, 5_000);
        sweep();
        assertThat(shown(ann, template)).isTrue();
        assertThat(shown(bob, template)).isFalse();
        assertThat(coupons.claim(ann, template, "key-hidden-2").state()).isEqualTo("AVAILABLE");
    }

    private boolean shown(long person, long template) {
        return coupons.centre(person).stream().anyMatch(offer -> offer.templateId() == template);
    }

    @Test
    @Capability("PRM-25")
    @DisplayName("PRM-25 a coupon of a community shows to its members only")
    void ofACommunity() {
        long template = template("community-" + SERIAL.incrementAndGet(), true);
        accounts.seedDemo();
        ShopClient boss = ShopClient.of(port).staff("guanli", "demo-guanli-2026");
        boss.post("/api/staff/cohorts", Map.of("code", "TEA_GROUP", "nameZh", "茶友群", "nameEn", "Tea friends",
                "forNewcomers", false, "reason", "a new community")).ok();
        hidden.put(template, false, "TEA_GROUP", WHO, "for the group");
        long ann = kit.person();
        long bob = kit.person();
        boss.put("/api/staff/customers/" + ann + "/cohorts",
                Map.of("codes", List.of("TEA_GROUP"), "reason", "joined")).ok();
        assertThat(shown(ann, template)).isTrue();
        assertThat(shown(bob, template)).isFalse();
        assertThat(shown(0, template)).isFalse();
    }

    @Test
    @DisplayName("a cap over all holds when 64 sweeps give at once, and nobody is given twice")
    void theCapOverAll() throws Exception {
        Rule rule = on(Kind.PURCHASE, "thanks-10", 30, 1, 7L);
        List<Long> people = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            long person = kit.person();
            people.add(person);
            kit.paid(person, 5_000);
        }
        kit.settle();
        Sweep sweep = sweeps.stream().filter(each -> each.name().equals("rewards.issue")).findFirst().orElseThrow();
        List<Callable<Integer>> all = java.util.Collections.nCopies(64, sweep::sweep);
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            for (Future<Integer> each : threads.invokeAll(all)) {
                each.get();
            }
        }
        sweep();
        assertThat(row(rule).given()).isEqualTo(7);
        assertThat(row(rule).withheld()).isEqualTo(23);
        assertThat(people.stream().mapToInt(this::count).sum()).isEqualTo(7);
    }

    @Test
    @DisplayName("staff makes a rule over HTTP, reads what it gave, and cannot name a coupon there is not")
    void rulesOverHttp() {
        accounts.seedDemo();
        ShopClient operator = ShopClient.of(port).staff("yunying", "demo-yunying-2026");
        Map<String, Object> rule = new HashMap<>(Map.of("nameZh", "谢谢", "nameEn", "Thanks", "kind", "PURCHASE",
                "templates", List.of("thanks-10"), "unlocks", false, "atCompletion", false, "monthly", false,
                "perPersonLimit", 2, "enabled", true, "reason", "a test"));
        operator.post("/api/staff/issue-rules/http-thanks", rule).ok();
        assertThat(operator.post("/api/staff/issue-rules/http-thanks", rule).code()).isEqualTo("INVALID");
        long ann = kit.person();
        kit.paid(ann, 5_000);
        sweep();
        assertThat(operator.get("/api/staff/issue-rules/http-thanks/issues").ok().path("items").path(0).path("state")
                .asString()).isEqualTo("GIVEN");
        rule.put("templates", List.of("no-such-coupon"));
        assertThat(operator.put("/api/staff/issue-rules/http-thanks", rule).status()).isEqualTo(404);
        rule.put("templates", List.of("thanks-10"));
        rule.put("enabled", false);
        assertThat(operator.put("/api/staff/issue-rules/http-thanks", rule).ok().path("version").asInt()).isEqualTo(2);
        rule.put("kind", "QUIET");
        assertThat(operator.put("/api/staff/issue-rules/http-thanks", rule).code()).isEqualTo("INVALID");
    }
}
