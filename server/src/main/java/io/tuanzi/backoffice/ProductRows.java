package io.tuanzi.backoffice;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.inventory.Stock;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows of the console's product list: a constant number of queries for any number of rows. */
@Component
class ProductRows {

    /** A product in the list; money in fen, findings as texts. */
    record Row(long productId, String handle, String title, String titleZh, @Nullable String titleEn,
               List<String> titleFindings, String picture, String zone, String slot, String state, int skus,
               long priceFromMinor, int available, long sold, boolean lowStock, Instant updatedAt) {
    }

    private final Products products;
    private final Stock stock;
    private final Phrasebook phrases = Phrasebook.open("findings");

    ProductRows(Products products, Stock stock) {
        this.products = products;
        this.stock = stock;
    }

    List<Row> of(Collection<ProductSummary> summaries) {
        ProductSnapshot snapshot = products.snapshot();
        Map<Long, Long> sold = products.sold(summaries.stream().map(ProductSummary::productId).toList());
        Set<Long> skus = summaries.stream().flatMap(p -> p.skuIds().stream()).collect(Collectors.toSet());
        Map<Long, Integer> available = stock.available(skus);
        Set<Long> low = new HashSet<>();
        stock.levels(skus).stream().filter(Stock.Level::low).forEach(level -> low.add(level.skuId()));
        return summaries.stream().map(p -> new Row(p.productId(), p.handle(), p.title(Language.current().locale()),
                p.titleZh(), p.titleEn(), texts(products.titleFindings(p)), p.picture(), p.zone(), p.slot(),
                p.state(), (int) p.skuIds().stream().filter(id -> snapshot.sku(id) != null).count(), p.priceMinor(),
                p.skuIds().stream().mapToInt(id -> available.getOrDefault(id, 0)).sum(),
                sold.getOrDefault(p.productId(), 0L), p.skuIds().stream().anyMatch(low::contains),
                p.updatedAt())).toList();
    }

    /** Findings in the reader's words. */
    List<String> texts(List<String> codes) {
        return codes.stream().map(code -> phrases.say(Language.current(), code, Map.of())).toList();
    }
}
