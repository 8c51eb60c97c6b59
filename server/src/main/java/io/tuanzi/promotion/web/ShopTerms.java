package io.tuanzi.promotion.web;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.promotion.Coupons;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.quote.Gate;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.RuleSet;
import io.tuanzi.promotion.quote.Wording;
import io.tuanzi.promotion.web.TermWords.Clause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The terms of every promotion, for everybody who can meet it. PRM-47 */
@RestController
@RequestMapping("/api/shop/terms")
class ShopTerms {

    /** An offer with all its restrictions. */
    record Terms(long ruleId, String name, String sentence, List<Clause> clauses) {
    }

    /** An offer of the list. */
    record Item(long ruleId, String name, String sentence) {
    }

    record Items(List<Item> items) {
    }

    private static final int MOST_HELD = 200;

    private final Promotions promotions;
    private final Coupons coupons;
    private final ShopTime time;

    ShopTerms(Promotions promotions, Coupons coupons, ShopTime time) {
        this.promotions = promotions;
        this.coupons = coupons;
        this.time = time;
    }

    /** Offers that run or are about to, without coupons: those are in the coupon centre. */
    @GetMapping
    Items all() {
        Wording words = Wording.in(Language.current());
        Instant now = time.now();
        return new Items(promotions.snapshot().rules().stream().filter(rule -> rule.gate() == Gate.OPEN)
                .filter(rule -> rule.schedule().until() == null || now.isBefore(rule.schedule().until()))
                .map(rule -> new Item(rule.id(), words.name(rule), words.sentence(rule))).toList());
    }

    /** One offer; a coupon's only to whom the coupon shows or who holds one, to others there is none. */
    @GetMapping("/{ruleId}")
    Terms of(@PathVariable long ruleId, @Nullable Shopper shopper) {
        RuleSet rules = promotions.snapshot();
        Rule rule = rules.rule(ruleId);
        if (rule == null || rule.gate() == Gate.COUPON && !shows(ruleId, shopper == null ? 0 : shopper.customerId())) {
            throw Problem.notFound("rule");
        }
        Wording words = Wording.in(Language.current());
        boolean spent = rule.budgetId() != null && promotions.hints().spentBudgetIds().contains(rule.budgetId());
        return new Terms(ruleId, words.name(rule), words.sentence(rule),
                new TermWords(Language.current(), time.zone(), rules).of(rule, time.now(), spent));
    }

    private boolean shows(long ruleId, long customerId) {
        return coupons.centre(customerId).stream().anyMatch(offer -> offer.rule().id() == ruleId)
                || customerId != 0 && coupons.of(customerId, null, Long.MAX_VALUE, MOST_HELD).items().stream()
                .anyMatch(held -> held.rule().id() == ruleId);
    }
}
