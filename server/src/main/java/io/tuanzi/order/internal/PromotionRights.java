package io.tuanzi.order.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.Redemption;
import io.tuanzi.promotion.Redemptions;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Prices and coupons as promotion has them. */
@Component
class PromotionRights implements Rights {

    private final Promotions promotions;
    private final Redemptions redemptions;

    PromotionRights(Promotions promotions, Redemptions redemptions) {
        this.promotions = promotions;
        this.redemptions = redemptions;
    }

    @Override
    public boolean rulesCurrent(long ruleSetVersion) {
        return promotions.isCurrent(ruleSetVersion);
    }

    @Override
    public Optional<Quote> quoteAgain(QuoteRequest request, ProductSnapshot snapshot) {
        List<CartLine> lines = new ArrayList<>();
        for (CartLine line : request.cart().lines()) {
            SkuPrice sku = snapshot.sku(line.skuId());
            if (sku == null || !sku.buyable()) {
                return Optional.empty();
            }
            lines.add(new CartLine(line.lineNo(), sku.skuId(), sku.productId(), sku.categoryId(), sku.zone(),
                    line.quantity(), sku.priceMinor(), sku.weightGrams(), sku.priceVersion()));
        }
        Cart cart = new Cart(lines, request.cart().occasion());
        return Optional.of(promotions.quoteAgain(request.of(cart)));
    }

    @Override
    public Map<Long, Coupon> lock(Collection<Long> couponIds) {
        Map<Long, Coupon> locked = new HashMap<>();
        redemptions.lock(couponIds).forEach((id, coupon) ->
                locked.put(id, new Coupon(coupon.customerId(), coupon.usable())));
        return locked;
    }

    @Override
    public void redeem(List<Redemption> uses) {
        redemptions.redeem(uses);
    }

    @Override
    public void settle(long orderId) {
        redemptions.settle(orderId);
    }

    @Override
    public void giveBack(long orderId) {
        redemptions.giveBack(orderId);
    }

    @Override
    public Map<String, Long> budgets(Quote quote) {
        return promotions.budgets(quote);
    }
}
