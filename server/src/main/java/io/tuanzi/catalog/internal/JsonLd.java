package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.ProductView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A product as schema.org data (REC-09), safe inside a script element. */
final class JsonLd {

    private JsonLd() {
    }

    static String of(JsonMapper mapper, ProductView view, String page, String root,
                     Map<Long, Integer> available) {
        ProductSummary summary = view.summary();
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("@context", "https://schema.org");
        product.put("@type", "Product");
        product.put("productID", summary.handle());
        product.put("name", summary.titleZh());
        if (!summary.summary().zh().isBlank()) {
            product.put("description", summary.summary().zh());
        }
        if (!summary.brand().isBlank()) {
            product.put("brand", Map.of("@type", "Brand", "name", summary.brand()));
        }
        if (!summary.category().isBlank()) {
            product.put("category", summary.category());
        }
        product.put("image", view.media().isEmpty() ? List.of(root + summary.picture())
                : view.media().stream().filter(m -> "IMAGE".equals(m.kind())).map(m -> root + m.url()).toList());
        product.put("url", page);
        List<Object> offers = new ArrayList<>();
        for (ProductView.Sku sku : view.skus()) {
            if (sku.buyable()) {
                offers.add(offer(sku, page, available.getOrDefault(sku.skuId(), 0)));
            }
        }
        product.put("offers", offers);
        // "</script>" and "<!--" cannot occur once every "<" is written as an escape
        return mapper.writeValueAsString(product).replace("<", "\\u003c").replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static Map<String, Object> offer(ProductView.Sku sku, String page, int available) {
        Map<String, Object> offer = new LinkedHashMap<>();
        offer.put("@type", "Offer");
        offer.put("sku", sku.code());
        offer.put("price", BigDecimal.valueOf(sku.priceMinor(), 2).toPlainString());
        offer.put("priceCurrency", "CNY");
        offer.put("availability", "https://schema.org/" + (available > 0 ? "InStock" : "OutOfStock"));
        offer.put("itemCondition", "https://schema.org/NewCondition");
        offer.put("url", page);
        return offer;
    }
}
