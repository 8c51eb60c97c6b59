package io.tuanzi.order;

import java.util.EnumSet;
import java.util.Set;

/** Where an order stands, and where it may go from there: the one state table (O1). */
public enum OrderState {
    AWAITING_PAYMENT, PAID, SHIPPED, RECEIVED, COMPLETED, CLOSED;

    /** The states that may follow. */
    public Set<OrderState> next() {
        return switch (this) {
            case AWAITING_PAYMENT -> EnumSet.of(PAID, CLOSED);
            case PAID -> EnumSet.of(SHIPPED, CLOSED);
            case SHIPPED -> EnumSet.of(RECEIVED);
            case RECEIVED -> EnumSet.of(COMPLETED);
            case COMPLETED, CLOSED -> EnumSet.noneOf(OrderState.class);
        };
    }
}
