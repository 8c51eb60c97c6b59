package io.tuanzi.order.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.promotion.quote.Cart;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.Pricing;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.promotion.quote.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Prices without rules. */
@Component
class PlainRights implements Rights {

    @Override
    public boolean rulesCurrent(long ruleSetVersion) {
        return true;
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
        return Optional.of(Pricing.price(RuleSet.empty(), request.of(new Cart(lines, request.cart().occasion()))));
    }

    @Override
    public Map<Long, Coupon> lock(Collection<Long> couponIds) {
        return Map.of();
    }

    @Override
    public void redeem(List<Use> uses) {
    }

    @Override
    public void giveBack(long orderId) {
    }

    @Override
    public Map<String, Long> budgets(Quote quote) {
        return Map.of();
    }
}
