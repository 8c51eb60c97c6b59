package io.tuanzi.order;

import java.util.Collection;
import java.util.List;

/** What shoppers have put into their carts. */
public interface Carts {

    /** A line of a cart. */
    record Line(long skuId, int quantity, boolean selected) {
    }

    /** The lines of a shopper's cart, the one touched last first. */
    List<Line> of(long customerId);

    /** Sets a line; a quantity of 0 removes it. Refuses more than 200 lines. */
    void put(long customerId, long skuId, int quantity, boolean selected);

    /** Removes lines that were bought. */
    void remove(long customerId, Collection<Long> skuIds);

    /** Pieces in the cart. */
    int pieces(long customerId);
}
