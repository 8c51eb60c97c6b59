package io.tuanzi.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.promotion.Offers.RuleRow;
import io.tuanzi.promotion.quote.Buyer;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.Condition;
import io.tuanzi.promotion.quote.CouponChoice;
import io.tuanzi.promotion.quote.Destination;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Gate;
import io.tuanzi.promotion.quote.Hints;
import io.tuanzi.promotion.quote.Kind;
import io.tuanzi.promotion.quote.Occasion;
import io.tuanzi.promotion.quote.Phase;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.promotion.quote.RefundPolicy;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.Schedule;
import io.tuanzi.promotion.quote.Selector;
import io.tuanzi.promotion.quote.Stacking;
import io.tuanzi.testing.ShopTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class OfferStoryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final String ANN = "staff:1 ann";

    @Autowired Promotions promotions;
    @Autowired Coupons coupons;
    @Autowired Offers offers;
    @Autowired JdbcClient jdbc;
    @Autowired Ledger ledger;
    @Autowired Tx tx;

    private QuoteRequest ask(Buyer buyer, Occasion occasion, long priceMinor) {
        CartLine cup = new CartLine(1, 110, 11, 1, "home", 1, priceMinor, 300, 1);
        return new QuoteRequest(new Cart(List.of(cup), occasion), buyer, new CouponChoice.Best(),
                new Destination("440106"), Hints.NONE, NOW);
    }

    private static Rule rule(long id, Condition when, Effect effect) {
        return new Rule(id, 1, Kind.REDUCTION, "测试立减", "Test offer", Phase.ORDER, 0, Gate.OPEN, when, effect,
                new Schedule(null, NOW.plusSeconds(60)), Stacking.FREE, 77L, RefundPolicy.PRORATE, 2);
    }

    @Test
    @DisplayName("PRM-27 PRM-46 FUL-18 the offers a new shop opens with")
    void starterOffers() {
        Quote stranger = promotions.quote(ask(Buyer.unknown(), new Occasion.Single(), 8_000));
        assertThat(stranger.totalMinor()).isEqualTo(8_000 + 800);
        assertThat(promotions.quote(ask(Buyer.unknown(), new Occasion.Single(), 8_800)).totalMinor()).isEqualTo(8_800);
        Buyer seed = new Buyer(4_001, Set.of("SEED"), false, List.of());
        assertThat(promotions.quote(ask(seed, new Occasion.Single(), 20_000)).totalMinor()).isEqualTo(16_000);
        Occasion group = new Occasion.Group(7, 1, 3, Map.of(110L, 15_000L));
        assertThat(promotions.quote(ask(seed, group, 20_000)).totalMinor()).isEqualTo(15_000);
        coupons.grant(4_001, "invite-three-50", "starter:1");
        Buyer holder = new Buyer(4_001, Set.of("SEED"), true, promotions.rights(4_001));
        QuoteRequest now = ask(holder, group, 20_000);
        Quote withCoupon = promotions.quote(now);
        assertThat(withCoupon.totalMinor()).isEqualTo(10_000);
        assertThat(Redemption.of(1, 4_001, withCoupon)).singleElement()
                .satisfies(use -> assertThat(use.amountMinor()).isEqualTo(5_000));
    }

    @Test
    void aChangedRuleIsANewVersionEverywhere() {
        long before = promotions.snapshot().version();
        Condition when = new Condition.All(List.of(
                new Condition.Any(List.of(new Condition.FirstOrder(), new Condition.GroupOf(3),
                        new Condition.BoughtAlone())),
                new Condition.Not(new Condition.InCohort("koc")),
                new Condition.UnitsAtLeast(Selector.products(11L, 12L), 1),
                new Condition.RegionIn(Set.of("44")),
                new Condition.SpendAtLeast(Selector.categories(1L), 100)));
        Rule drawn = rule(9_001, when, new Effect.PercentOff(1_000, 500L, Selector.ALL));
        RuleRow made = offers.putRule(new RuleRow(drawn, "test-9001", true), ANN, "try it");
        assertThat(made.rule()).isEqualTo(drawn);
        assertThat(promotions.isCurrent(before)).isFalse();
        assertThat(promotions.refreshed().version()).isGreaterThan(before);
        Quote quote = promotions.quote(ask(Buyer.unknown(), new Occasion.Single(), 10_000));
        assertThat(quote.totalMinor()).isEqualTo(9_500);
        assertThat(promotions.budgets(quote)).containsExactly(Map.entry("budget/77", 500L));
        assertThat(promotions.limits(quote)).containsExactly(Map.entry(9_001L, 2));
        assertThat(promotions.hints().spentBudgetIds()).containsExactly(77L);
        RuleRow off = offers.putRule(new RuleRow(drawn, "test-9001", false), ANN, "enough");
        assertThat(off.rule().version()).isEqualTo(2);
        promotions.refreshed();
        QuoteRequest again = ask(Buyer.unknown(), new Occasion.Single(), 10_000);
        assertThat(promotions.quote(again).totalMinor()).isEqualTo(10_000);
        assertThat(jdbc.sql("SELECT count(*) FROM promotion.rule_version WHERE rule_id = 9001").query(Integer.class)
                .single()).isEqualTo(2);
        assertThat(jdbc.sql("SELECT why FROM platform.audit_entry WHERE object = 'rule:9001' ORDER BY audit_id")
                .query(String.class).list()).containsExactly("try it", "enough"); // W1
    }

    @Test
    void whatWasIssuedOrPricedCannotBeRewritten() { // O3, C1
        for (String rewrite : List.of("UPDATE promotion.rule_version SET body = '{}'",
                "UPDATE promotion.coupon_use SET amount_minor = 1", "DELETE FROM promotion.coupon",
                "DELETE FROM promotion.coupon_use")) {
            assertThatThrownBy(() -> jdbc.sql(rewrite).update()).rootCause().hasMessageContaining("permission denied");
        }
    }

    @Test
    void templatesAreChangedWithinWhatIsIssued() {
        Offers.TemplateEdit edit = new Offers.TemplateEdit("staff-made", 4, 5L, 1, 7, false, true, true, null, null);
        long id = offers.addTemplate(edit, ANN, "new print").templateId();
        assertThatThrownBy(() -> offers.addTemplate(edit, ANN, "again")).isInstanceOf(Problem.class);
        assertThat(offers.grant(id, List.of(4_100L, 4_101L, 4_100L), "key-grant-1", ANN, "sorry")).isEqualTo(2);
        assertThat(offers.grant(id, List.of(4_100L, 4_101L), "key-grant-1", ANN, "sorry")).isZero();
        assertThatThrownBy(() -> offers.putTemplate(id, new Offers.TemplateEdit("staff-made", 4, 1L, 1, 7, false,
                true, true, null, null), ANN, "fewer")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> offers.putTemplate(id, new Offers.TemplateEdit("staff-made", 2, 9L, 1, 7, false,
                true, true, null, null), ANN, "not a coupon rule")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> offers.grant(id, List.of(1L, 2L, 3L, 4L), "key-grant-2", ANN, "too many"))
                .isInstanceOf(Problem.class);
        assertThat(offers.templates()).filteredOn(t -> t.templateId() == id).singleElement()
                .satisfies(t -> assertThat(t.issued()).isEqualTo(2));
        assertThat(offers.freight()).hasSize(1);
        Offers.FreightRow freight = offers.freight().getFirst();
        assertThat(offers.putFreight(freight, ANN, "same again").template().version()).isEqualTo(2);
    }

    @Test
    void aBudgetIsFundedFromTheMarketingFundAndNeverBelowWhatIsSpent() {
        Rule plain = rule(0, Condition.ALWAYS, new Effect.AmountOff(1, Selector.ALL)).withBudget(null);
        Rule made = offers.putRule(new RuleRow(plain, "budgeted", false), ANN, "with a budget").rule();
        offers.setBudget(made.id(), 10_000L, ANN, "start");
        assertThat(offers.budgets()).containsEntry(made.id(), new Offers.Budget(10_000, 10_000));
        tx.run("test.spend", () -> ledger.post(List.of(new Transfer("budget.reserve", "order:1", 0,
                "budget/" + made.id(), "budget.reserved/" + made.id(), 4_000))));
        offers.setBudget(made.id(), 5_000L, ANN, "less");
        assertThat(offers.budgets()).containsEntry(made.id(), new Offers.Budget(5_000, 1_000));
        assertThatThrownBy(() -> offers.setBudget(made.id(), 3_999L, ANN, "too little")).isInstanceOf(Problem.class);
        offers.setBudget(made.id(), null, ANN, "none");
        assertThat(offers.budgets()).doesNotContainKey(made.id());
        assertThat(ledger.balance("budget/" + made.id())).isZero();
        assertThatThrownBy(() -> offers.putRule(new RuleRow(plain, "budgeted", false), ANN, "same code"))
                .isInstanceOf(Problem.class);
        int version = offers.changeRule(made.id(), row -> row, ANN, "nothing").rule().version();
        assertThat(offers.changeRule(made.id(), row -> new RuleRow(row.rule().named("新名", "New"), row.code(), false),
                ANN, "renamed").rule().version()).isEqualTo(version + 1);
    }
}
