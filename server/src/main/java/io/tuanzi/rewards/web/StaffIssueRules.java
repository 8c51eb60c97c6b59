package io.tuanzi.rewards.web;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.promotion.Offers;
import io.tuanzi.promotion.Offers.TemplateRow;
import io.tuanzi.rewards.IssueRules;
import io.tuanzi.rewards.IssueRules.Issue;
import io.tuanzi.rewards.IssueRules.Kind;
import io.tuanzi.rewards.IssueRules.Row;
import io.tuanzi.rewards.IssueRules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules by which coupons are given by themselves, for staff. */
@RestController
@RequestMapping("/api/staff/issue-rules")
class StaffIssueRules {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

    /** A rule with its figures, and what it says in a sentence. */
    record RuleView(String code, String name, String nameZh, String nameEn, Kind kind, String sentence,
            List<String> templates, boolean unlocks, boolean atCompletion, long leastMinor, int days, int friends,
            boolean monthly, @Nullable Long productId, int perPersonLimit, @Nullable Long totalCap, boolean enabled,
            int version, Instant since, long given, long withheld, long undone) {}

    record Rules(List<RuleView> items) {}

    record PutRule(String nameZh, String nameEn, Kind kind, List<String> templates, boolean unlocks,
            boolean atCompletion, @Nullable Long leastMinor, @Nullable Integer days, @Nullable Integer friends,
            boolean monthly, @Nullable Long productId, int perPersonLimit, @Nullable Long totalCap, boolean enabled,
            String reason) {}

    record IssueRow(String key, long customerId, String customer, @Nullable Long orderId, String state,
            @Nullable String why, Instant at) {}

    private final IssueRules rules;
    private final Offers offers;
    private final Customers customers;
    private final Once once;

    StaffIssueRules(IssueRules rules, Offers offers, Customers customers, Once once) {
        this.rules = rules;
        this.offers = offers;
        this.customers = customers;
        this.once = once;
    }

    @GetMapping
    @Permit("PROMOTION_VIEW")
    Rules all(StaffMember staff) {
        return new Rules(rules.all().stream().map(StaffIssueRules::view).toList());
    }

    @GetMapping("/{code}/issues")
    @Permit("PROMOTION_VIEW")
    Paged<IssueRow> issues(StaffMember staff, @PathVariable String code, PageAsk page) {
        if (rules.all().stream().noneMatch(row -> row.rule().code().equals(code))) {
            throw Problem.notFound("rule");
        }
        Paged<Issue> found = rules.issues(code, page.after(), page.limit());
        Map<Long, CustomerView> people = customers.views(found.items().stream().map(Issue::customerId).toList());
        return found.map(issue -> {
            CustomerView person = people.get(issue.customerId());
            return new IssueRow(issue.key(), issue.customerId(), person == null ? "" : person.nickname(),
                    issue.orderId(), issue.state(), issue.why(), issue.at());
        });
    }

    @PostMapping("/{code}")
    @Permit("PROMOTION_EDIT")
    RuleView add(StaffMember staff, Key key, @PathVariable String code, @RequestBody PutRule ask) {
        Rule rule = rule(Fields.matching("code", code, CODE), ask);
        String why = Fields.reason(ask.reason());
        return once.run("issue.rule", staff.actor(), key.value(), List.of("new", code, ask), RuleView.class,
                () -> view(rules.put(rule, true, staff.actor(), why)));
    }

    @PutMapping("/{code}")
    @Permit("PROMOTION_EDIT")
    RuleView put(StaffMember staff, Key key, @PathVariable String code, @RequestBody PutRule ask) {
        if (!CODE.matcher(code).matches()) {
            throw Problem.notFound("rule");
        }
        Rule rule = rule(code, ask);
        String why = Fields.reason(ask.reason());
        return once.run("issue.rule", staff.actor(), key.value(), List.of(code, ask), RuleView.class,
                () -> view(rules.put(rule, false, staff.actor(), why)));
    }

    private Rule rule(String code, PutRule ask) {
        Set<String> known = offers.templates().stream().map(TemplateRow::code).collect(Collectors.toSet());
        List<String> templates = Fields.list("templates", ask.templates(), 1, 10);
        for (String each : templates) {
            if (!known.contains(each)) {
                throw Problem.notFound("template");
            }
        }
        return new Rule(code, Fields.text("nameZh", ask.nameZh(), 1, 60), Fields.text("nameEn", ask.nameEn(), 1, 60),
                ask.kind(), templates.stream().distinct().sorted().toList(), ask.unlocks(), ask.atCompletion(),
                ask.leastMinor() == null ? 0 : Fields.range("leastMinor", ask.leastMinor(), 0, 1_000_000_000_000L),
                ask.days() == null ? 30 : Fields.range("days", ask.days(), 1, 3_650),
                ask.friends() == null ? 1 : Fields.range("friends", ask.friends(), 1, 1_000), ask.monthly(),
                ask.productId() == null ? null : Fields.id("product", ask.productId()),
                Fields.range("perPersonLimit", ask.perPersonLimit(), 1, 999), ask.totalCap() == null ? null
                        : Fields.range("totalCap", ask.totalCap(), 1, 10_000_000), ask.enabled());
    }

    private static RuleView view(Row row) {
        Rule r = row.rule();
        return new RuleView(r.code(), Language.current().pick(r.nameZh(), r.nameEn()), r.nameZh(), r.nameEn(),
                r.kind(), sentence(r, Language.current()), r.templates(), r.unlocks(), r.atCompletion(),
                r.leastMinor(), r.days(), r.friends(), r.monthly(), r.productId(), r.perPersonLimit(), r.totalCap(),
                r.enabled(), row.version(), row.since(), row.given(), row.withheld(), row.undone());
    }

    private static String sentence(Rule r, Language language) {
        String least = r.leastMinor() == 0 ? "" : language.pick("，实付满 ", " of at least ") + "¥" + r.leastMinor() / 100;
        String when = switch (r.kind()) {
            case PURCHASE -> r.atCompletion() ? language.pick("每单过了退货期" + least, "When an order" + least
                    + " can no longer be returned") : language.pick("每单付款后" + least,
                            "When an order" + least + " is paid");
            case QUIET -> language.pick("买过的人 " + r.days() + " 天没再买", "When a buyer bought nothing for " + r.days()
                    + " days");
            case NEWCOMER -> language.pick("注册 " + r.days() + " 天内还没买过" + (r.monthly() ? "，每月一次" : "，一次"),
                    "Within " + r.days() + " days of joining, before the first order" + (r.monthly()
                            ? ", once a month" : ", once"));
            case FRIENDS -> language.pick("邀请的朋友里有 " + r.friends() + " 位自己下了单" + least, "When " + r.friends()
                    + " friends have each an order" + least);
            case BUYERS -> language.pick("启用前 " + r.days() + " 天买过" + (r.productId() == null ? "的人" : "商品 "
                    + r.productId() + " 的人") + "，一次", "Who bought " + (r.productId() == null ? "" : "product "
                    + r.productId() + " ") + "in the " + r.days() + " days before this was switched on, once");
        };
        return when + (r.unlocks() ? language.pick("：解锁隐藏券", ": hidden coupons are unlocked")
                : language.pick("：发 " + r.templates().size() + " 张券", ": " + r.templates().size()
                        + (r.templates().size() == 1 ? " coupon" : " coupons")))
                + language.pick("，每人最多 " + r.perPersonLimit() + " 次",
                        ", at most " + r.perPersonLimit() + " times each");
    }
}
