package io.tuanzi.rewards.internal;

import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.promotion.Coupons;
import io.tuanzi.rewards.SchemeRule;
import io.tuanzi.rewards.SchemeRule.BothSides;
import io.tuanzi.rewards.SchemeRule.InviteCount;
import io.tuanzi.rewards.SchemeRule.IssueAt;
import io.tuanzi.rewards.SchemeRule.WhenSpent;
import io.tuanzi.rewards.events.RewardAccrued;
import io.tuanzi.rewards.events.RewardMatured;
import io.tuanzi.rewards.events.RewardReversed;
import io.tuanzi.rewards.internal.AccrualBook.Accrual;
import io.tuanzi.rewards.internal.PurchaseBook.Purchase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Coupons for bringing friends (REF-03, REF-04).
 *
 * <p>What is due is worked out from the orders that stand, not from the fact just heard, and compared with what is
 * there; so the order of facts, their repetition and their undoing all come to the same. Who decides holds the rows of
 * the buyer and of the inviter.
 */
@Component
class CouponRewards {

    private final AccrualBook accruals;
    private final PurchaseBook purchases;
    private final SchemeBook schemes;
    private final BindingBook bindings;
    private final PromoterBook promoters;
    private final Coupons coupons;
    private final Messages messages;
    private final Facts facts;
    private final Ids ids;

    CouponRewards(AccrualBook accruals, PurchaseBook purchases, SchemeBook schemes, BindingBook bindings,
                  PromoterBook promoters, Coupons coupons, Messages messages, Facts facts, Ids ids) {
        this.accruals = accruals;
        this.purchases = purchases;
        this.schemes = schemes;
        this.bindings = bindings;
        this.promoters = promoters;
        this.coupons = coupons;
        this.messages = messages;
        this.facts = facts;
        this.ids = ids;
    }

    /** Brings the coupons that hang on this order to what is due now. */
    void settle(Purchase order, Purse purse) {
        if (order.inviterId() == null && !bindings.everBound(order.customerId())) {
            return; // nobody ever brought the buyer
        }
        TreeSet<Long> people = new TreeSet<>(List.of(order.customerId()));
        if (order.inviterId() != null) {
            people.add(order.inviterId());
        }
        bindings.ensure(people);
        bindings.lock(people);
        for (SchemeBook.Row scheme : schemes.inForce(order.placedAt())) {
            switch (scheme.rule()) {
                case InviteCount rule when order.inviterId() != null ->
                        rounds(order, order.inviterId(), scheme, rule, purse);
                case BothSides rule -> bothSides(order, scheme, rule, purse);
                default -> { }
            }
        }
    }

    private void rounds(Purchase order, long inviterId, SchemeBook.Row scheme, InviteCount rule, Purse purse) {
        List<Accrual> live = new ArrayList<>(accruals.lockRounds(scheme.code(), inviterId));
        int needed = live.stream().mapToInt(Accrual::target).sum();
        while (!live.isEmpty()) {
            Accrual last = live.getLast();
            InviteCount own = own(last, InviteCount.class);
            if (needed <= friends(inviterId, scheme, own, false)) {
                break;
            }
            live.removeLast();
            needed -= last.target();
            takeBack(last, order.orderId(), own.whenSpent(), purse);
        }
        int friends = friends(inviterId, scheme, rule, false);
        int most = rule.repeatable() ? rule.mostTimes() : 1;
        while (scheme.enabled() && live.size() < most && needed + rule.target() <= friends) {
            int round = live.isEmpty() ? 1 : live.getLast().round() + 1;
            live.add(add(order, scheme, new Coupon(inviterId, 0, round, rule.target(), rule.template(),
                    rule.valueMinor())));
            needed += rule.target();
        }
        int used = 0;
        for (Accrual a : live) {
            used += a.target();
            InviteCount own = own(a, InviteCount.class);
            if (own.issueAt() == IssueAt.PAID || used <= friends(inviterId, scheme, own, true)) {
                issue(a);
            }
        }
    }

    private int friends(long inviterId, SchemeBook.Row scheme, InviteCount rule, boolean completed) {
        return purchases.friends(inviterId, rule.leastOrderMinor(), scheme.since(), completed);
    }

    /** The rule an accrual was earned under; a later version of the scheme takes nothing from it. */
    private <T extends SchemeRule> T own(Accrual a, Class<T> form) {
        return form.cast(schemes.version(a.schemeCode(), a.schemeVersion()).orElseThrow().rule());
    }

    private void bothSides(Purchase order, SchemeBook.Row scheme, BothSides rule, Purse purse) {
        long friendId = order.customerId();
        List<Accrual> live = new ArrayList<>(accruals.lockForFriend(scheme.code(), friendId));
        for (Accrual a : List.copyOf(live)) {
            BothSides own = own(a, BothSides.class);
            Long inviterId = purchases.first(friendId, own.leastOrderMinor()).map(Purchase::inviterId).orElse(null);
            if (inviterId == null || (a.beneficiaryId() != inviterId && a.beneficiaryId() != friendId)) {
                takeBack(a, order.orderId(), own.whenSpent(), purse);
                live.remove(a);
            }
        }
        Optional<Purchase> first = purchases.first(friendId, rule.leastOrderMinor());
        Long inviterId = first.map(Purchase::inviterId).orElse(null);
        if (first.isPresent() && inviterId != null && scheme.enabled()
                && !first.get().placedAt().isBefore(scheme.since())) {
            if (!promoters.suspendedAt(inviterId, first.get().placedAt())) {
                addSide(live, first.get(), scheme, inviterId, rule.inviterTemplate(), rule.valueMinor());
            }
            addSide(live, first.get(), scheme, friendId, rule.inviteeTemplate(), rule.valueMinor());
        }
        for (Accrual a : live) {
            BothSides own = own(a, BothSides.class);
            if (own.issueAt() == IssueAt.PAID || purchases.first(friendId, own.leastOrderMinor())
                    .filter(f -> f.state().equals("COMPLETED")).isPresent()) {
                issue(a);
            }
        }
    }

    private void addSide(List<Accrual> live, Purchase first, SchemeBook.Row scheme, long customerId, String template,
                         long valueMinor) {
        if (live.stream().noneMatch(a -> a.beneficiaryId() == customerId)) {
            live.add(add(first, scheme, new Coupon(customerId, first.customerId(), 1, 1, template, valueMinor)));
        }
    }

    private record Coupon(long customerId, long subjectId, int round, int target, String template, long valueMinor) {
    }

    private Accrual add(Purchase order, SchemeBook.Row scheme, Coupon c) {
        Accrual accrual = new Accrual(ids.next(), 1, "COUPON", scheme.code(), scheme.version(), c.customerId(),
                order.customerId(), order.orderId(), 0, 0, 1, order.netMinor(), 0, c.valueMinor(), 0, 0,
                c.subjectId(), c.round(), c.target(), c.template(), "PENDING", order.placedAt(), null);
        if (!accruals.add(accrual)) {
            throw new IllegalStateException("a live coupon stands in the way of " + accrual);
        }
        facts.record(accrual.accrualId(), 1, new RewardAccrued(accrual.accrualId(), "COUPON", scheme.code(),
                c.customerId(), order.customerId(), order.orderId(), c.valueMinor()));
        return accrual;
    }

    private static String source(Accrual a) {
        return "reward:" + a.accrualId();
    }

    private void issue(Accrual a) {
        if (!a.state().equals("PENDING")) {
            return;
        }
        // A template that was closed meanwhile keeps the reward waiting; it is tried again with the next fact.
        if (coupons.grant(a.beneficiaryId(), String.valueOf(a.template()), source(a))
                instanceof Coupons.Grant.Granted) {
            int version = accruals.move(a.accrualId(), "PENDING", "MATURED");
            facts.record(a.accrualId(), version, new RewardMatured(a.accrualId(), a.kind(), a.beneficiaryId(),
                    a.orderId(), a.amountMinor()));
            tell(a, a.beneficiaryId() == a.buyerId() ? "REWARD.friend" : "REWARD.coupon");
        }
    }

    private void tell(Accrual a, String kind) {
        messages.send(new NewMessage(a.beneficiaryId(), kind + ":" + a.accrualId(), kind,
                Map.of("amountMinor", a.amountMinor()), "/pages/coupons/coupons"));
    }

    private void takeBack(Accrual a, long orderId, WhenSpent whenSpent, Purse purse) {
        long owed = 0;
        String note = null;
        if (a.state().equals("MATURED") && coupons.revoke(source(a)) instanceof Coupons.Reversal.Spent spent) {
            owed = whenSpent == WhenSpent.OWE ? spent.amountMinor() : 0;
            note = whenSpent == WhenSpent.OWE ? "SPENT_OWED" : "SPENT_FORGIVEN";
        }
        int version = accruals.reverse(a.accrualId(), a.standing(), owed, note);
        facts.record(a.accrualId(), version, new RewardReversed(a.accrualId(), a.kind(), a.beneficiaryId(), orderId,
                a.standing(), owed, true));
        purse.takeBack(a, version, owed, Purse.COUPONS);
        if (a.state().equals("MATURED")) {
            tell(a, "REWARD.back"); // one that was never handed over is not missed
        }
    }
}
