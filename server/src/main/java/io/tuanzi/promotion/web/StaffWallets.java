package io.tuanzi.promotion.web;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.promotion.HiddenCoupons;
import io.tuanzi.promotion.HiddenCoupons.Gate;
import io.tuanzi.promotion.Newcomers;
import io.tuanzi.promotion.Newcomers.Policy;
import io.tuanzi.promotion.Newcomers.Wallet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person holds and what it may cost, the cap for new people, and who a coupon shows to. */
@RestController
@RequestMapping("/api/staff/promotions")
class StaffWallets {

    record Line(long couponId, String name, String state, String source, Instant validUntil,
            @Nullable Long worthMinor) {}

    record Kept(String name, @Nullable Long worthMinor, Instant at) {}

    record WalletView(long customerId, String nickname, Instant joinedAt, boolean isNew, Instant newUntil,
            @Nullable Long capMinor, long costMinor, int unbounded, List<Line> items, List<Kept> withheld,
            List<String> cohorts) {}

    record PutPolicy(int days, @Nullable Long capMinor, String reason) {}

    record PutGate(boolean hidden, @Nullable String cohort, String reason) {}

    record GateRow(long templateId, boolean hidden, @Nullable String cohort, long unlocked) {}

    record Gates(List<GateRow> items) {}

    private final Newcomers newcomers;
    private final HiddenCoupons hidden;
    private final Customers customers;
    private final Once once;

    StaffWallets(Newcomers newcomers, HiddenCoupons hidden, Customers customers, Once once) {
        this.newcomers = newcomers;
        this.hidden = hidden;
        this.customers = customers;
        this.once = once;
    }

    @GetMapping("/wallets/{customerId}")
    @Permit("PROMOTION_VIEW")
    WalletView wallet(StaffMember staff, @PathVariable long customerId) {
        CustomerView person = customers.require(Fields.id("customer", customerId));
        Wallet wallet = newcomers.wallet(customerId);
        Language language = Language.current();
        return new WalletView(customerId, person.nickname(), person.joinedAt(), wallet.isNew(), wallet.newUntil(),
                wallet.capMinor(), wallet.costMinor(), wallet.unbounded(), wallet.items().stream()
                .map(item -> new Line(item.couponId(), language.pick(item.nameZh(), item.nameEn()), item.state(),
                        item.source(), item.validUntil(), item.worthMinor())).toList(),
                wallet.withheld().stream().map(kept -> new Kept(language.pick(kept.nameZh(), kept.nameEn()),
                        kept.worthMinor(), kept.at())).toList(), wallet.cohorts());
    }

    @GetMapping("/newcomers")
    @Permit("PROMOTION_VIEW")
    Policy policy(StaffMember staff) {
        return newcomers.policy();
    }

    @PutMapping("/newcomers")
    @Permit("PROMOTION_EDIT")
    Policy put(StaffMember staff, Key key, @RequestBody PutPolicy ask) {
        Policy policy = new Policy(Fields.range("days", ask.days(), 1, 365), ask.capMinor() == null ? null
                : Fields.range("capMinor", ask.capMinor(), 1, 100_000_000));
        String why = Fields.reason(ask.reason());
        return once.run("promotion.newcomer", staff.actor(), key.value(), ask, Policy.class,
                () -> newcomers.put(policy, staff.actor(), why));
    }

    @GetMapping("/gates")
    @Permit("PROMOTION_VIEW")
    Gates gates(StaffMember staff) {
        return new Gates(hidden.gates().entrySet().stream().map(each -> row(each.getKey(), each.getValue()))
                .sorted(java.util.Comparator.comparingLong(GateRow::templateId)).toList());
    }

    private static GateRow row(long templateId, Gate gate) {
        return new GateRow(templateId, gate.hidden(), gate.cohort(), gate.unlocked());
    }

    @PutMapping("/templates/{templateId}/gate")
    @Permit("PROMOTION_EDIT")
    GateRow putGate(StaffMember staff, Key key, @PathVariable long templateId, @RequestBody PutGate ask) {
        Fields.id("template", templateId);
        String cohort = Fields.optionalText("cohort", ask.cohort(), 40);
        if (cohort != null && customers.allCohorts().stream().noneMatch(each -> each.code().equals(cohort))) {
            throw Problem.invalid("cohort", "unknownCohort");
        }
        String why = Fields.reason(ask.reason());
        return once.run("promotion.gate", staff.actor(), key.value(), List.of(templateId, ask), GateRow.class,
                () -> row(templateId, hidden.put(templateId, ask.hidden(), cohort, staff.actor(), why)));
    }
}
