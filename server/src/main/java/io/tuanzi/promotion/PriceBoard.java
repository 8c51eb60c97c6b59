package io.tuanzi.promotion;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every price list of the shop at one version, immutable; says what a SKU is asked for at an instant, so that a price
 * begins and ends by the clock alone.
 *
 * <p>The price that stands is that of the list nearest to the region, else of the stage, else the catalogue's. A timed
 * price counts only while it is below what stands: it can never make anything dearer.
 */
public final class PriceBoard {

    private static final Comparator<ListedPrice> LATEST = Comparator.comparing(ListedPrice::from)
            .thenComparingLong(ListedPrice::entryId);

    /**
     * What a unit is asked for.
     *
     * @param priceMinor  what is asked, in fen
     * @param normalMinor what stands without a timed price, in fen
     * @param standing    the stage or region whose price stands, or null for the catalogue's own
     * @param timed       the timed price in force, or null
     */
    public record Asked(long priceMinor, long normalMinor, @Nullable ListedPrice standing,
            @Nullable ListedPrice timed) {
    }

    private final Map<Long, List<ListedPrice>> bySku = new HashMap<>();

    private final Map<Long, Long> floors;

    /** A board without floors. */
    public PriceBoard(List<ListedPrice> entries) {
        this(entries, Map.of());
    }

    /** Entries, and what each SKU is not pushed below (PRM-04), in fen by SKU. */
    public PriceBoard(List<ListedPrice> entries, Map<Long, Long> floors) {
        this.floors = Map.copyOf(floors);
        entries.forEach(e -> bySku.merge(e.skuId(), List.of(e), PriceBoard::and));
    }

    private static List<ListedPrice> and(List<ListedPrice> some, List<ListedPrice> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Whether nothing is said of any SKU: then every price is the catalogue's, and no price has a floor. */
    public boolean isEmpty() {
        return bySku.isEmpty() && floors.isEmpty();
    }

    /** What promotions may not push a unit below, in fen; 0 for none. A price asked below it is its own floor. */
    public long floor(long skuId) {
        return floors.getOrDefault(skuId, 0L);
    }

    /** What lists say of this SKU, at whatever time. */
    public List<ListedPrice> of(long skuId) {
        return bySku.getOrDefault(skuId, List.of());
    }

    /**
     * What this SKU is asked for at this instant.
     *
     * @param listMinor  the catalogue's price in fen
     * @param regionCode where it goes, empty while unknown: then no region's price holds
     */
    public Asked at(long skuId, long listMinor, String regionCode, Instant at) {
        ListedPrice stage = null;
        ListedPrice region = null;
        ListedPrice timed = null;
        for (ListedPrice entry : of(skuId)) {
            int near = entry.near(regionCode);
            if (near < 0 || !entry.holds(at)) {
                continue;
            }
            switch (entry.kind()) {
                case STAGE -> stage = stage == null || LATEST.compare(entry, stage) > 0 ? entry : stage;
                case REGION -> region = region == null || near > region.near(regionCode)
                        || near == region.near(regionCode) && LATEST.compare(entry, region) > 0 ? entry : region;
                case TIMED -> timed = timed == null || entry.priceMinor() < timed.priceMinor() ? entry : timed;
            }
        }
        ListedPrice standing = region == null ? stage : region;
        long normal = standing == null ? listMinor : standing.priceMinor();
        return timed == null || timed.priceMinor() >= normal ? new Asked(normal, normal, standing, null)
                : new Asked(timed.priceMinor(), normal, standing, timed);
    }

    /** The lowest that anyone anywhere is asked at this instant, in fen. */
    long lowestAt(long skuId, long listMinor, Instant at) {
        long lowest = at(skuId, listMinor, "", at).priceMinor();
        for (ListedPrice entry : of(skuId)) {
            if (entry.kind() == ListedPrice.Kind.REGION && entry.holds(at)) {
                lowest = Math.min(lowest, entry.priceMinor());
            }
        }
        return lowest;
    }
}
