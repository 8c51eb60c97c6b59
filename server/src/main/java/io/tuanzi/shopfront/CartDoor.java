package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.customer.ShopperExtras;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Carts;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.promotion.PriceTags;
import io.tuanzi.promotion.PriceTags.Tag;
import io.tuanzi.shopfront.Asking.Asked;
import io.tuanzi.shopfront.Asking.AskedLine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The cart page. */
@RestController
@RequestMapping("/api/shop/cart")
class CartDoor implements ShopperExtras {

    record PutLine(long skuId, int quantity, @Nullable Boolean selected) {
    }

    record CartLineView(long skuId, long productId, String title, List<String> options, String picture, int quantity,
                        boolean selected, long priceMinor, int available, String state) {
    }

    record CartView(List<CartLineView> lines, @Nullable QuoteView quote, int count) {
    }

    private final Carts carts;
    private final Products products;
    private final Stock stock;
    private final Asking asking;
    private final Once once;
    private final PriceTags tags;

    CartDoor(Carts carts, Products products, Stock stock, Asking asking, Once once, PriceTags tags) {
        this.tags = tags;
        this.carts = carts;
        this.products = products;
        this.stock = stock;
        this.asking = asking;
        this.once = once;
    }

    @Override
    public int cartCount(long customerId) {
        return carts.pieces(customerId);
    }

    @GetMapping
    CartView cart(Shopper shopper, Locale locale) {
        List<Carts.Line> lines = carts.of(shopper.customerId());
        ProductSnapshot snapshot = products.snapshot();
        Map<Long, Integer> available = stock.available(lines.stream().map(Carts.Line::skuId).toList());
        Map<Long, Tag> priced = tags.of(lines.stream().map(Carts.Line::skuId).toList());
        List<CartLineView> shown = lines.stream().map(l -> line(l, snapshot, available, priced, locale)).toList();
        List<AskedLine> buyable = shown.stream().filter(l -> l.selected() && !l.state().equals("OFF_SHELF")
                        && !l.state().equals("SOLD_OUT")).map(l -> new AskedLine(l.skuId(), l.quantity())).toList();
        QuoteView quote = null;
        if (!buyable.isEmpty()) {
            Asked asked = asking.ask(shopper.customerId(), buyable, null, null, null);
            quote = QuoteView.of(asked.quote(), asked.snapshot(), asked.validUntil(), locale);
        }
        return new CartView(shown, quote, lines.stream().mapToInt(Carts.Line::quantity).sum());
    }

    private static CartLineView line(Carts.Line l, ProductSnapshot snapshot, Map<Long, Integer> available,
                                     Map<Long, Tag> priced, Locale locale) {
        SkuPrice sku = snapshot.sku(l.skuId());
        ProductSummary product = sku == null ? null : snapshot.product(sku.productId());
        int left = available.getOrDefault(l.skuId(), 0);
        String state = sku == null || !sku.buyable() ? "OFF_SHELF" : left == 0 ? "SOLD_OUT"
                : left < l.quantity() ? "LOW" : "OK";
        return new CartLineView(l.skuId(), sku == null ? 0 : sku.productId(),
                product == null ? "" : product.title(locale), snapshot.options(l.skuId(), locale),
                product == null ? "" : product.picture(), l.quantity(), l.selected(),
                sku == null ? 0 : Shown.price(sku, priced), left, state);
    }

    @PutMapping("/lines")
    CartView put(Shopper shopper, Key key, @RequestBody PutLine ask, Locale locale) {
        if (ask.quantity() < 0 || ask.quantity() > 9_999) {
            throw Problem.invalid("quantity", "0 to 9999");
        }
        if (ask.quantity() > 0 && products.snapshot().sku(ask.skuId()) == null) {
            throw Problem.notFound("sku");
        }
        boolean done = once.run("cart.put", shopper.actor(), key.value(), ask, Boolean.class, () -> {
            carts.put(shopper.customerId(), ask.skuId(), ask.quantity(),
                    ask.selected() == null || ask.selected());
            return true;
        });
        if (!done) {
            throw new IllegalStateException("a cart line was not put");
        }
        return cart(shopper, locale);
    }
}
