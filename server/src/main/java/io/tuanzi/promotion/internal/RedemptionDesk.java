package io.tuanzi.promotion.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.facts.NewFact;
import io.tuanzi.promotion.Redemption;
import io.tuanzi.promotion.Redemptions;
import io.tuanzi.promotion.events.CouponGivenBack;
import io.tuanzi.promotion.events.CouponUsed;
import io.tuanzi.promotion.internal.CouponBook.Touched;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Coupons on orders. Joins the order's transaction; rows are locked before they are decided upon. */
@Component
class RedemptionDesk implements Redemptions {

    /** A coupon that comes back has at least so many days to run, whatever it lost while it was locked. */
    static final int GRACE_DAYS = 3;

    private final CouponBook book;
    private final Facts facts;

    RedemptionDesk(CouponBook book, Facts facts) {
        this.book = book;
        this.facts = facts;
    }

    @Override
    public Map<Long, LockedCoupon> lock(Collection<Long> couponIds) {
        Tx.requireOpen("a coupon lock");
        List<Long> ids = couponIds.stream().distinct().sorted().toList();
        return ids.isEmpty() ? Map.of() : book.lock(ids).stream()
                .collect(Collectors.toMap(LockedCoupon::couponId, Function.identity()));
    }

    @Override
    public void redeem(List<Redemption> redemptions) {
        Tx.requireOpen("a redemption");
        if (redemptions.isEmpty()) {
            return;
        }
        book.insertUses(redemptions);
        if (book.putOnOrders(redemptions) != redemptions.size()) {
            throw new IllegalStateException("C1: a coupon of the batch was not available to its order");
        }
    }

    @Override
    public void settle(long orderId) {
        Tx.requireOpen("settling coupons");
        List<Long> locked = book.lockOf(orderId);
        if (!locked.isEmpty()) {
            facts.record(book.use(orderId, locked).stream().map(RedemptionDesk::used).toList());
        }
    }

    @Override
    public int giveBack(long orderId) {
        Tx.requireOpen("giving coupons back");
        List<Long> locked = book.lockOf(orderId);
        if (locked.isEmpty()) {
            return 0;
        }
        List<Touched> back = book.giveBack(orderId, locked, GRACE_DAYS);
        facts.record(back.stream().map(RedemptionDesk::givenBack).toList());
        return back.size();
    }

    private static NewFact used(Touched c) {
        return new NewFact(c.couponId(), c.seq(),
                new CouponUsed(c.couponId(), c.customerId(), c.templateId(), c.orderId(), c.amountMinor()));
    }

    private static NewFact givenBack(Touched c) {
        return new NewFact(c.couponId(), c.seq(), new CouponGivenBack(c.couponId(), c.customerId(), c.templateId(),
                c.orderId(), c.validUntil()));
    }
}
