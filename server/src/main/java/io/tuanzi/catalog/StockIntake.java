package io.tuanzi.catalog;

/** Hears the quantities a catalogue file brings. Owned by the catalogue, implemented by inventory. */
public interface StockIntake {

    /**
     * A new SKU came with so many units; called in the transaction that created it, once per SKU.
     *
     * @param quantity never negative
     * @param ref where it comes from: {@code import:12}
     */
    void opened(long skuId, String skuCode, int quantity, String ref);
}
