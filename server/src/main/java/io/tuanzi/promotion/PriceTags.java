package io.tuanzi.promotion;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What shoppers are asked for now where a price list says something; in memory but for what a struck price needs. */
public interface PriceTags {

    /**
     * The price of one unit as a page shows it, where no region is known.
     *
     * @param reference what a timed price may be set against, or null: then nothing is struck through (PRM-07)
     * @param regions   what is asked elsewhere, where regions have a price of their own
     */
    record Tag(long skuId, PriceBoard.Asked asked, PriceHistory.@Nullable Reference reference,
            List<ListedPrice> regions) {
    }

    /** By SKU; absent where the catalogue's price is all there is. */
    Map<Long, Tag> of(Collection<Long> skuIds);
}
