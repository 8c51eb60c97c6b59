package io.tuanzi.promotion.internal;

import io.tuanzi.catalog.PriceTrail;
import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Legal;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.time.WallClock;
import io.tuanzi.promotion.ListedPrice;
import io.tuanzi.promotion.PriceBoard;
import io.tuanzi.promotion.PriceHistory;
import io.tuanzi.promotion.PriceTags;
import io.tuanzi.promotion.Promotions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what pages show as a price. What a timed price may be set against was settled when it began, so it is read once
 * and kept for a short while; all else is in memory.
 */
@Component
class TagDesk implements PriceTags {

    private static final long KEEP_MS = 60_000;
    private static final int MOST_KEPT = 10_000;

    private record Kept(Optional<PriceHistory.Reference> reference, long untilMs) {
    }

    private final Promotions promotions;
    private final Products products;
    private final PriceBook book;
    private final Compliance compliance;
    private final ShopTime time;
    private final WallClock clock;
    private final Map<Long, Kept> references = new ConcurrentHashMap<>();

    TagDesk(Promotions promotions, Products products, PriceBook book, Compliance compliance, ShopTime time,
            WallClock clock) {
        this.promotions = promotions;
        this.products = products;
        this.book = book;
        this.compliance = compliance;
        this.time = time;
        this.clock = clock;
    }

    @Override
    public Map<Long, Tag> of(Collection<Long> skuIds) {
        PriceBoard board = promotions.prices();
        List<Long> listed = board.isEmpty() ? List.of()
                : skuIds.stream().filter(id -> !board.of(id).isEmpty()).toList();
        if (listed.isEmpty()) {
            return Map.of();
        }
        Instant now = time.now();
        ProductSnapshot snapshot = products.snapshot();
        Map<Long, PriceBoard.Asked> asked = new HashMap<>();
        for (long skuId : listed) {
            SkuPrice sku = snapshot.sku(skuId);
            if (sku != null) {
                asked.put(skuId, board.at(skuId, sku.priceMinor(), "", now));
            }
        }
        settle(asked.values().stream().map(PriceBoard.Asked::timed).toList());
        Map<Long, Tag> tags = new HashMap<>();
        asked.forEach((skuId, price) -> tags.put(skuId, new Tag(skuId, price, reference(price.timed()),
                board.of(skuId).stream().filter(e -> e.kind() == ListedPrice.Kind.REGION && e.holds(now)).toList())));
        return tags;
    }

    private PriceHistory.@Nullable Reference reference(@Nullable ListedPrice timed) {
        Kept kept = timed == null ? null : references.get(timed.entryId());
        return kept == null ? null : kept.reference().orElse(null);
    }

    /** Reads what these timed prices may be set against, all in three statements, where it is not known. */
    private void settle(List<@Nullable ListedPrice> running) {
        long now = clock.monotonicMs();
        List<ListedPrice> unknown = new ArrayList<>();
        for (ListedPrice timed : running) {
            Kept kept = timed == null ? null : references.get(timed.entryId());
            if (timed != null && (kept == null || kept.untilMs() < now)) {
                unknown.add(timed);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        if (references.size() > MOST_KEPT) {
            references.clear();
        }
        int days = (int) compliance.value(Legal.REFERENCE_PRICE_DAYS);
        List<Long> skuIds = unknown.stream().map(ListedPrice::skuId).distinct().toList();
        Map<Long, PriceTrail> trails = products.priceTrails(skuIds);
        List<ListedPrice> entries = book.of(skuIds);
        for (ListedPrice timed : unknown) {
            PriceTrail trail = trails.get(timed.skuId());
            references.put(timed.entryId(), new Kept(trail == null ? Optional.empty()
                    : Optional.ofNullable(PriceHistory.reference(trail,
                            entries.stream().filter(e -> e.skuId() == timed.skuId()).toList(), timed, days,
                            (int) Legal.REFERENCE_PRICE_DAYS.least())), now + KEEP_MS));
        }
    }
}
