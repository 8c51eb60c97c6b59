package io.tuanzi.inventory.internal;

import io.tuanzi.catalog.StockIntake;
import io.tuanzi.inventory.Stock;
import io.tuanzi.platform.Tx;
import org.springframework.stereotype.Component;

/** Puts the quantities of a catalogue file on the shelf, in the transaction that created the SKUs (S2). */
@Component
class OpeningStock implements StockIntake {

    private final Stock stock;
    private final StockBook book;

    OpeningStock(Stock stock, StockBook book) {
        this.stock = stock;
        this.book = book;
    }

    @Override
    public void opened(long skuId, String skuCode, int quantity, String ref) {
        Tx.requireOpen("opening stock");
        if (quantity == 0) {
            book.ensure(skuId);
        } else {
            stock.move(skuId, "OPENING", quantity, ref);
        }
    }
}
