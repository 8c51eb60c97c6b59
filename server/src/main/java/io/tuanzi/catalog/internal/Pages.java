package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.platform.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Product pages, kept while the product's version stays the same. */
@Component
class Pages {

    private static final int MOST_KEPT = 2_000;

    private final PageBook book;
    private final Map<Long, PageBook.Page> kept = new ConcurrentHashMap<>();

    Pages(PageBook book) {
        this.book = book;
    }

    Optional<ProductView> view(ProductSnapshot snapshot, ProductSummary summary) {
        return page(summary).map(page -> {
            List<ProductView.Sku> skus = new ArrayList<>();
            for (long skuId : summary.skuIds()) {
                SkuPrice sku = snapshot.sku(skuId);
                if (sku != null) {
                    skus.add(new ProductView.Sku(skuId, sku.code(), sku.options(), sku.priceMinor(), sku.buyable(),
                            sku.rule(), page.pictures().get(skuId)));
                }
            }
            return new ProductView(summary, page.bodyHtml(), page.media(), page.options(), skus, page.story(),
                    page.layers());
        });
    }

    private Optional<PageBook.Page> page(ProductSummary summary) {
        PageBook.@Nullable Page page = kept.get(summary.productId());
        if (page != null && page.version() >= summary.version()) {
            return Optional.of(page);
        }
        Optional<PageBook.Page> loaded = book.page(summary.productId());
        if (!Tx.isOpen()) {
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            loaded.ifPresent(fresh -> kept.put(summary.productId(), fresh));
        }
        return loaded;
    }
}
