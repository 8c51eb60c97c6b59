package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.promotion.ListedPrice;
import io.tuanzi.promotion.PriceHistory;
import io.tuanzi.promotion.PriceTags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The price a page shows for a product: the lowest of its buyable SKUs as price lists ask it now, in fen. */
record Shown(long priceMinor, boolean from, @Nullable TimedPrice timed) {

    /**
     * A price until a set moment, by the shop's clock.
     *
     * @param normalMinor what is asked when it ends
     * @param referenceMinor what may be struck through: the lowest asked in the days before it began; else absent
     */
    public record TimedPrice(long skuId, String name, long priceMinor, Instant until, long normalMinor,
                             @Nullable Long referenceMinor, @Nullable Integer referenceDays) {
    }

    /** What is asked where the goods go to certain regions. */
    record RegionPrice(long skuId, String name, List<String> regions, long priceMinor) {
    }

    static Shown of(ProductSummary product, ProductSnapshot snapshot, Map<Long, Tag> tags, Locale locale) {
        if (tags.isEmpty()) {
            return new Shown(product.priceMinor(), product.priceFrom(), null);
        }
        List<SkuPrice> live = product.skuIds().stream().map(snapshot::sku).filter(Objects::nonNull).toList();
        List<SkuPrice> buyable = live.stream().filter(SkuPrice::buyable).toList();
        List<SkuPrice> counted = buyable.isEmpty() ? live : buyable;
        SkuPrice lowest = counted.stream().min(Comparator.comparingLong(sku -> price(sku, tags))).orElse(null);
        if (lowest == null) {
            return new Shown(product.priceMinor(), product.priceFrom(), null);
        }
        long low = price(lowest, tags);
        boolean differ = counted.stream().anyMatch(sku -> price(sku, tags) != low);
        return new Shown(low, differ, timed(tags.get(lowest.skuId()), locale));
    }

    /** What a unit of this SKU is asked for, in fen. */
    static long price(SkuPrice sku, Map<Long, Tag> tags) {
        Tag tag = tags.get(sku.skuId());
        return tag == null ? sku.priceMinor() : tag.asked().priceMinor();
    }

    /**
     * What a unit of this SKU costs in a group of the offer, in fen, as the price engine asks it: a group takes nothing
     * off where the SKU is asked for less than the group's price alone.
     */
    static @Nullable Long inGroup(Activity offer, long skuId, ProductSnapshot snapshot, Map<Long, Tag> tags) {
        Long agreed = offer.priceMinorBySku().get(skuId);
        SkuPrice sku = snapshot.sku(skuId);
        return agreed == null || sku == null ? agreed : Long.valueOf(Math.min(agreed, price(sku, tags)));
    }

    /** The lowest of them. */
    static long inGroup(Activity offer, ProductSnapshot snapshot, Map<Long, Tag> tags) {
        return offer.priceMinorBySku().keySet().stream().map(sku -> inGroup(offer, sku, snapshot, tags))
                .filter(Objects::nonNull).mapToLong(Long::longValue).min().orElse(0);
    }

    /** The page of a product with what its SKUs are asked for now. */
    static ProductView view(ProductView view, Map<Long, Tag> tags) {
        return tags.isEmpty() ? view : new ProductView(view.summary(), view.bodyHtml(), view.media(), view.options(),
                view.skus().stream().map(sku -> tags.get(sku.skuId()) == null ? sku : new ProductView.Sku(sku.skuId(),
                        sku.code(), sku.options(), tags.get(sku.skuId()).asked().priceMinor(), sku.buyable(),
                        sku.rule(), sku.picture())).toList(), view.story(), view.layers());
    }

    static @Nullable TimedPrice timed(@Nullable Tag tag, Locale locale) {
        ListedPrice by = tag == null ? null : tag.asked().timed();
        if (tag == null || by == null || by.until() == null) {
            return null;
        }
        PriceHistory.Reference reference = tag.reference();
        return new TimedPrice(tag.skuId(), name(by, locale), by.priceMinor(), by.until(), tag.asked().normalMinor(),
                reference == null ? null : reference.lowestMinor(), reference == null ? null : reference.days());
    }

    static List<RegionPrice> regions(Map<Long, Tag> tags, Locale locale) {
        return tags.values().stream().sorted(Comparator.comparingLong(Tag::skuId)).flatMap(tag ->
                tag.regions().stream().map(e -> new RegionPrice(tag.skuId(), name(e, locale),
                        e.regions().stream().sorted().toList(), e.priceMinor()))).toList();
    }

    private static String name(ListedPrice by, Locale locale) {
        return "en".equals(locale.getLanguage()) ? by.stage().en() : by.stage().zh();
    }
}
