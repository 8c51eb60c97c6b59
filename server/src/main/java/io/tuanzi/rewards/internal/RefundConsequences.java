package io.tuanzi.rewards.internal;

import io.tuanzi.kernel.BasisPoints;
import io.tuanzi.order.Consequences;
import io.tuanzi.order.Orders;
import io.tuanzi.rewards.internal.AccrualBook.Accrual;
import io.tuanzi.rewards.internal.PurchaseBook.Line;
import io.tuanzi.rewards.internal.PurchaseBook.Purchase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells before a refund what it would take back: commissions to the fen, and coupons when nothing of the order stays.
 *
 * <p>Codes: {@code COMMISSION_TAKEN_BACK}, {@code COUPON_NOT_EARNED} (not handed over yet), {@code COUPON_TAKEN_BACK}.
 */
@Component
class RefundConsequences implements Consequences {

    private final PurchaseBook purchases;
    private final AccrualBook accruals;
    private final ObjectProvider<Orders> orders;

    RefundConsequences(PurchaseBook purchases, AccrualBook accruals, ObjectProvider<Orders> orders) {
        this.purchases = purchases;
        this.accruals = accruals;
        this.orders = orders;
    }

    @Override
    public List<Consequence> of(long orderId, List<Orders.ReturnedLine> lines) {
        Optional<Purchase> order = purchases.find(orderId);
        if (order.isEmpty()) {
            return List.of();
        }
        Map<Integer, Long> net = new HashMap<>();
        for (Line line : purchases.lines(orderId)) {
            net.put(line.lineNo(), line.netMinor());
        }
        orders.getObject().refundSum(orderId, lines).lines()
                .forEach(back -> net.merge(back.lineNo(), -back.amountMinor(), Long::sum));
        boolean whole = net.values().stream().allMatch(left -> left <= 0);
        List<Consequence> all = new ArrayList<>();
        long commission = 0;
        for (Accrual a : accruals.ofOrder(orderId)) {
            if (a.isCommission()) {
                long left = Math.max(0, net.getOrDefault(a.lineNo(), 0L));
                commission += a.standing() - BasisPoints.floor(left, a.rateBp());
            } else if (whole && a.standing() > 0 && hangsOn(a, order.get())) {
                all.add(coupon(a, order.get()));
            }
        }
        if (commission > 0) {
            all.add(new Consequence("COMMISSION_TAKEN_BACK", Map.of(), commission));
        }
        return all;
    }

    /** Whether no other order of the buyer would earn the coupon in this one's place. */
    private boolean hangsOn(Accrual a, Purchase order) {
        return purchases.standing(order.customerId(), a.beneficiaryId() == order.customerId() ? null
                : a.beneficiaryId()) <= 1;
    }

    private static Consequence coupon(Accrual a, Purchase order) {
        String whose = a.beneficiaryId() == order.customerId() ? "BUYER" : "INVITER";
        return new Consequence(a.state().equals("PENDING") ? "COUPON_NOT_EARNED" : "COUPON_TAKEN_BACK",
                Map.of("whose", whose, "schemeCode", a.schemeCode()), a.amountMinor());
    }
}
