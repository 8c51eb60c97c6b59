package io.tuanzi.shopfront;

import io.tuanzi.catalog.Favourites;
import io.tuanzi.catalog.Favourites.Waiting;
import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.inventory.Stock;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.sweep.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Tells those who asked that a product can be bought again; each wish is answered once (K1).
 *
 * <p>The wish is taken and the message written in one transaction, so neither is without the other.
 */
@Component
class RestockSweep implements Sweep {

    private static final int PRODUCTS = 500;
    private static final int PEOPLE = 200;

    private final Favourites favourites;
    private final Products products;
    private final Stock stock;
    private final Customers customers;
    private final Messages messages;
    private final Tx tx;

    RestockSweep(Favourites favourites, Products products, Stock stock, Customers customers, Messages messages,
                 Tx tx) {
        this.favourites = favourites;
        this.products = products;
        this.stock = stock;
        this.customers = customers;
        this.messages = messages;
        this.tx = tx;
    }

    @Override
    public String name() {
        return "shopfront.restock";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int sweep() {
        ProductSnapshot snapshot = products.snapshot();
        int told = 0;
        for (long productId : favourites.restockAwaited(PRODUCTS)) {
            ProductSummary product = snapshot.product(productId);
            if (product != null && canBeBought(product)) {
                told += tx.call("shopfront.restock", () -> tell(product));
            }
        }
        return told;
    }

    private boolean canBeBought(ProductSummary product) {
        return product.onShelf() && stock.available(product.skuIds()).values().stream().anyMatch(left -> left > 0);
    }

    private int tell(ProductSummary product) {
        List<Waiting> waiting = favourites.takeRestock(product.productId(), PEOPLE);
        Set<Long> known = customers.views(waiting.stream().map(Waiting::customerId).toList()).keySet();
        waiting.stream().filter(each -> known.contains(each.customerId())).forEach(each -> messages.send(
                new NewMessage(each.customerId(), "restock:" + product.productId() + ":"
                        + each.askedAt().toEpochMilli(), "RESTOCK", Map.of("title", product.title(Locale.CHINESE),
                        "titleEn", product.title(Locale.ENGLISH)), "/pages/product/product?id="
                        + product.productId())));
        return waiting.size();
    }
}
