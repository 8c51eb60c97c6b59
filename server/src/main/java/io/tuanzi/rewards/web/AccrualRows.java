package io.tuanzi.rewards.web;

import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.order.OrderNo;
import io.tuanzi.platform.text.Language;
import io.tuanzi.rewards.AccrualView;
import io.tuanzi.rewards.Schemes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Earnings as lists show them. */
@Component
class AccrualRows {

    /** A line of earnings; its fields are those of the contract. */
    record Row(long accrualId, String kind, @Nullable String orderNo, String title, long baseMinor,
               @Nullable Integer rateBp, long amountMinor, long reversedMinor, String state,
               @Nullable Instant maturesAt, Instant at, @Nullable String beneficiary) {
    }

    private final Products products;
    private final Schemes schemes;
    private final SchemeWords words;

    AccrualRows(Products products, Schemes schemes, SchemeWords words) {
        this.products = products;
        this.schemes = schemes;
        this.words = words;
    }

    /** The rows; {@code names} gives the beneficiaries' names, empty where nobody else reads. */
    List<Row> of(List<AccrualView> accruals, Map<Long, String> names) {
        Map<String, String> byCode = new HashMap<>();
        schemes.schemes().forEach(s -> byCode.put(s.code(), words.name(s)));
        return accruals.stream().map(a -> new Row(a.accrualId(), a.kind(), OrderNo.of(a.orderId()),
                title(a, byCode), a.baseMinor(), a.rateBp(), a.amountMinor(), a.reversedMinor(), a.state(),
                a.maturesAt(), a.at(), names.get(a.beneficiaryId()))).toList();
    }

    private String title(AccrualView a, Map<String, String> schemeNames) {
        Long productId = a.productId();
        ProductSummary product = productId == null ? null : products.snapshot().product(productId);
        return product == null ? schemeNames.getOrDefault(a.schemeCode(), a.schemeCode())
                : product.title(Language.current().locale());
    }
}
