package io.tuanzi.rewards.internal;

import io.tuanzi.customer.Customers;
import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.customer.events.CustomerRegistered;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.facts.Reaction;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.promotion.Coupons;
import io.tuanzi.rewards.IssueRules;
import io.tuanzi.rewards.internal.IssueBook.Cause;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives coupons by rule.
 *
 * <p>What makes one due is written down as a row under a key of its cause, by whoever hears of it; a sweep then gives
 * each in a transaction of its own: the cause, the rule, the coupons' templates in their order. So a fact heard twice
 * and a sweep cut off come to the same (E2, J1), and no two rules hold each other up.
 */
@Configuration(proxyBeanMethods = false)
class IssueDesk implements IssueRules {

    private static final int AT_ONCE = 200;

    private final IssueBook book;
    private final Coupons coupons;
    private final Customers customers;
    private final Messages messages;
    private final AuditTrail audit;
    private final Tx tx;

    IssueDesk(IssueBook book, Coupons coupons, Customers customers, Messages messages, AuditTrail audit, Tx tx) {
        this.book = book;
        this.coupons = coupons;
        this.customers = customers;
        this.messages = messages;
        this.audit = audit;
        this.tx = tx;
    }

    @Bean
    Reaction rewardsHearNewcomers() {
        return Reaction.named("rewards.newcomers")
                .on(CustomerRegistered.class, fact -> book.joined(fact.body().customerId(), fact.at()));
    }

    @Override
    public List<Row> all() {
        return book.all();
    }

    @Override
    public Row put(Rule rule, boolean isNew, String who, String why) {
        return tx.call("rewards.issue.rule", () -> {
            Row before = null;
            if (isNew) {
                if (!book.insert(rule)) {
                    throw Problem.invalid("code", "codeInUse");
                }
            } else {
                if (book.lock(rule.code()).isEmpty()) {
                    throw Problem.notFound("rule");
                }
                before = book.find(rule.code()).orElseThrow();
                if (before.rule().kind() != rule.kind()) {
                    throw Problem.invalid("kind", "templateFixed");
                }
                if (rule.totalCap() != null && rule.totalCap() < before.given() + before.undone()) {
                    throw Problem.invalid("totalCap", "belowIssued").with("issued", before.given() + before.undone());
                }
                book.update(rule);
            }
            Row after = book.find(rule.code()).orElseThrow();
            audit.wrote(who, "issue.rule", "issue-rule:" + rule.code(), before, after, why);
            return after;
        });
    }

    @Override
    public Paged<Issue> issues(String code, @Nullable String after, int limit) {
        int skip = Math.toIntExact(Math.min(100_000, Paged.cursorId(after, 0)));
        List<Issue> found = book.issues(code, skip, limit + 1);
        return new Paged<>(found.subList(0, Math.min(limit, found.size())),
                found.size() > limit ? String.valueOf(skip + limit) : null);
    }

    /** Finds what became due and gives or takes back what is open; returns how much was done. */
    int sweep() {
        int found = 0;
        for (String code : book.enabled()) {
            found += tx.call("rewards.issue.find", () -> book.lock(code).filter(Rule::enabled)
                    .map(rule -> book.findDue(rule, AT_ONCE)).orElse(0));
        }
        List<String> open = book.open(AT_ONCE);
        for (String key : open) {
            tx.run("rewards.issue", () -> book.lockOpen(key).ifPresent(this::settle));
        }
        return found + open.size();
    }

    private void settle(Cause cause) {
        Rule rule = book.lock(cause.ruleCode()).orElseThrow();
        if (cause.state().equals("UNDO")) {
            rule.templates().forEach(code -> coupons.revoke(source(cause, code)));
            book.undone(cause.key());
            return;
        }
        int had = book.had(rule.code(), cause.customerId());
        String why = !rule.enabled() ? "NOT_OFFERED" : had >= rule.perPersonLimit() ? "PERSON_LIMIT"
                : book.count(rule.code()) ? null : "TOTAL_CAP";
        if (why == null && (why = give(rule, cause)) != null) {
            book.uncount(rule.code()); // counted before it is given, so that the cap is never passed in between
        }
        if (why != null) {
            book.withheld(cause.key(), why);
            return;
        }
        book.given(cause.key(), had + 1, rule.perPersonLimit());
        if (customers.views(List.of(cause.customerId())).containsKey(cause.customerId())) {
            messages.send(new NewMessage(cause.customerId(), "issue:" + cause.key(), "COUPON",
                    Map.of("title", rule.nameZh(), "titleEn", rule.nameEn()), rule.unlocks()
                            ? "/pages/coupons/coupons?state=CENTRE" : "/pages/coupons/coupons"));
        }
    }

    private static String source(Cause cause, String templateCode) {
        return "issue:" + cause.key() + ":" + templateCode;
    }

    /** Null when at least one coupon of the rule was given, else why none was. */
    private @Nullable String give(Rule rule, Cause cause) {
        if (rule.unlocks()) {
            rule.templates().forEach(code -> coupons.unlock(cause.customerId(), code, "issue:" + cause.key()));
            return null;
        }
        List<Coupons.Grant> grants = coupons.grantAll(cause.customerId(), rule.templates().stream().distinct()
                .map(code -> new Coupons.Wanted(code, source(cause, code))).toList());
        boolean any = grants.stream().anyMatch(grant -> grant instanceof Coupons.Grant.Granted);
        return any ? null : grants.stream().map(grant -> ((Coupons.Grant.Refused) grant).why()).findFirst()
                .orElse("NOT_OFFERED");
    }
}
