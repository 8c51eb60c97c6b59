package io.tuanzi.catalog;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The demo shop's products: fifty, with stories and pictures, taken in through the ordinary importer. */
public interface DemoCatalogue {

    /**
     * Imports the demo products and writes their stories; doing it again changes nothing. Opens transactions of its
     * own, so it refuses to run inside one.
     */
    List<DemoProduct> load();

    /**
     * What the demo's other parts need of a product.
     *
     * @param groupSize people of its group, absent when it is not sold in groups
     */
    record DemoProduct(long productId, String handle, @Nullable Integer groupSize, List<DemoSku> skus) {
    }

    /**
     * A SKU of the demo.
     *
     * @param groupPriceMinor price in a group in fen, absent when it is not sold in groups
     */
    record DemoSku(long skuId, String code, long priceMinor, @Nullable Long groupPriceMinor, int plannedStock) {
    }

    /**
     * Takes these orders out of what was sold: counts and rankings are of real buyers from now on, and stay so when
     * they are computed anew. Needs an open transaction.
     */
    void leaveOutSales(Collection<Long> orderIds);
}
