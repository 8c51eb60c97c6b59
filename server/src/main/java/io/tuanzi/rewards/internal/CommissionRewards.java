package io.tuanzi.rewards.internal;

import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Legal;
import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.kernel.BasisPoints;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.rewards.SchemeRule;
import io.tuanzi.rewards.events.RewardAccrued;
import io.tuanzi.rewards.events.RewardMatured;
import io.tuanzi.rewards.events.RewardPayable;
import io.tuanzi.rewards.events.RewardReversed;
import io.tuanzi.rewards.internal.AccrualBook.Accrual;
import io.tuanzi.rewards.internal.PurchaseBook.Line;
import io.tuanzi.rewards.internal.PurchaseBook.Purchase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Commissions of promoters: a share of what stays paid of each line (R2, R3). */
@Component
class CommissionRewards {

    private final AccrualBook accruals;
    private final PurchaseBook purchases;
    private final SchemeBook schemes;
    private final BindingBook bindings;
    private final PromoterBook promoters;
    private final Compliance compliance;
    private final Messages messages;
    private final Facts facts;
    private final Ids ids;

    CommissionRewards(AccrualBook accruals, PurchaseBook purchases, SchemeBook schemes, BindingBook bindings,
                      PromoterBook promoters, Compliance compliance, Messages messages, Facts facts, Ids ids) {
        this.accruals = accruals;
        this.purchases = purchases;
        this.schemes = schemes;
        this.bindings = bindings;
        this.promoters = promoters;
        this.compliance = compliance;
        this.messages = messages;
        this.facts = facts;
        this.ids = ids;
    }

    /** The order counts from now on: each promoter above its buyer earns, by the rules of when it was placed. */
    void earn(Purchase order, Purse purse) {
        List<Long> above = above(order);
        if (above.isEmpty()) {
            return;
        }
        List<Line> lines = purchases.lines(order.orderId());
        for (SchemeBook.Row scheme : schemes.inForce(order.placedAt())) {
            if (scheme.enabled() && scheme.rule() instanceof SchemeRule.Commission rule) {
                lines.forEach(line -> earn(order, line, above, scheme, rule, purse));
            }
        }
    }

    /** The inviters above a buyer as of placing, nearest first, as far up as the law allows anyone to earn. */
    private List<Long> above(Purchase order) {
        List<Long> above = new ArrayList<>();
        Optional<Long> next = Optional.ofNullable(order.inviterId());
        long levels = compliance.value(Legal.COMMISSION_LEVELS);
        while (next.isPresent() && above.size() < levels) {
            above.add(next.get());
            next = bindings.inviterOf(next.get(), order.placedAt()).map(b -> b.inviterId());
        }
        return above;
    }

    private void earn(Purchase order, Line line, List<Long> above, SchemeBook.Row scheme,
                      SchemeRule.Commission rule, Purse purse) {
        long leftBp = compliance.value(Legal.COMMISSION_RATE_BP);
        for (int level = 1; level <= above.size(); level++) {
            // REF-23: whatever the scheme says, all levels together stay within the cap.
            int rateBp = (int) Math.min(leftBp, rule.rateBp(level, line.productId()));
            leftBp -= rateBp;
            long amount = BasisPoints.floor(line.netMinor(), rateBp);
            long beneficiary = above.get(level - 1);
            if (amount > 0 && promoters.joinedBy(beneficiary, order.placedAt())
                    && !promoters.suspendedAt(beneficiary, order.placedAt())) {
                Accrual accrual = new Accrual(ids.next(), 1, "COMMISSION", scheme.code(), scheme.version(), beneficiary,
                        order.customerId(), order.orderId(), line.lineNo(), line.productId(), level, line.netMinor(),
                        rateBp, amount, 0, 0, 0, 0, 0, null, "PENDING", order.placedAt(), null);
                if (accruals.add(accrual)) {
                    facts.record(accrual.accrualId(), 1, new RewardAccrued(accrual.accrualId(), "COMMISSION",
                            scheme.code(), beneficiary, order.customerId(), order.orderId(), amount));
                    purse.accrue(accrual, 1, amount);
                }
            }
        }
    }

    /** Less stays paid: each commission falls to its share of that, computed from the accrual's own rate (R3). */
    void reverse(long orderId, Purse purse) {
        Map<Integer, Long> net = new HashMap<>(purchases.lines(orderId).stream()
                .collect(Collectors.toMap(Line::lineNo, Line::netMinor)));
        for (Accrual a : accruals.lockCommissions(orderId)) {
            long by = a.standing() - BasisPoints.floor(net.getOrDefault(a.lineNo(), 0L), a.rateBp());
            if (by > 0) {
                int version = accruals.reverse(a.accrualId(), by, 0, null);
                facts.record(a.accrualId(), version, new RewardReversed(a.accrualId(), a.kind(), a.beneficiaryId(),
                        orderId, by, 0, by == a.standing()));
                if (a.state().equals("PAYABLE")) {
                    purse.takeBack(a, version, by, Purse.EXPENSE);
                } else {
                    purse.undo(a, version, by);
                }
            }
        }
    }

    /** The order can no longer be returned: its commissions are earned for good and settle when their scheme says. */
    void mature(long orderId, Purse purse) {
        for (Accrual a : accruals.lockCommissions(orderId)) {
            if (a.state().equals("PENDING")) {
                int version = accruals.move(a.accrualId(), "PENDING", "MATURED");
                facts.record(a.accrualId(), version, new RewardMatured(a.accrualId(), a.kind(), a.beneficiaryId(),
                        orderId, a.standing()));
                int days = settleDays(a);
                accruals.payableAfter(a.accrualId(), days);
                if (days == 0) {
                    pay(a, purse);
                }
            }
        }
    }

    /** A matured commission becomes payable. */
    void pay(Accrual a, Purse purse) {
        int version = accruals.move(a.accrualId(), "MATURED", "PAYABLE");
        facts.record(a.accrualId(), version, new RewardPayable(a.accrualId(), a.beneficiaryId(), a.orderId(),
                a.standing()));
        purse.ready(a, version, a.standing());
        if (a.standing() > 0) {
            messages.send(new NewMessage(a.beneficiaryId(), "REWARD.payable:" + a.accrualId(), "REWARD.payable",
                    Map.of("amountMinor", a.standing()), "/pages/promoter/promoter"));
        }
    }

    private int settleDays(Accrual a) {
        return schemes.version(a.schemeCode(), a.schemeVersion())
                .map(s -> s.rule() instanceof SchemeRule.Commission c ? c.settleDays() : 0).orElse(0);
    }
}
