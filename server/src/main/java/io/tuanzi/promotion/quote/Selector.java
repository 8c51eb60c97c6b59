package io.tuanzi.promotion.quote;

import java.util.List;
import java.util.Set;

/**
 * Which lines of a cart a rule is about: those that any of its sets names, less the products excepted.
 *
 * <p>With all of the naming sets empty it covers every line but the exceptions.
 */
public record Selector(Set<Long> categoryIds, Set<Long> productIds, Set<Long> skuIds, Set<String> zones,
        Set<Long> exceptProductIds) {

    /** Every line. */
    public static final Selector ALL = new Selector(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Selector {
        categoryIds = Set.copyOf(categoryIds);
        productIds = Set.copyOf(productIds);
        skuIds = Set.copyOf(skuIds);
        zones = Set.copyOf(zones);
        exceptProductIds = Set.copyOf(exceptProductIds);
    }

    /** The lines of these categories. */
    public static Selector categories(Long... ids) {
        return new Selector(Set.copyOf(List.of(ids)), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** The lines of these products. */
    public static Selector products(Long... ids) {
        return new Selector(Set.of(), Set.copyOf(List.of(ids)), Set.of(), Set.of(), Set.of());
    }

    /** Whether it names anything, so that a rule can be found by what it names. */
    boolean names() {
        return !(categoryIds.isEmpty() && productIds.isEmpty() && skuIds.isEmpty() && zones.isEmpty());
    }

    /** Whether it covers the line. An empty set is not asked: thousands of rules are put to every line of a cart. */
    public boolean covers(CartLine line) {
        if (!exceptProductIds.isEmpty() && exceptProductIds.contains(line.productId())) {
            return false;
        }
        return !names() || !categoryIds.isEmpty() && categoryIds.contains(line.categoryId())
                || !productIds.isEmpty() && productIds.contains(line.productId())
                || !skuIds.isEmpty() && skuIds.contains(line.skuId())
                || !zones.isEmpty() && zones.contains(line.zone());
    }
}
