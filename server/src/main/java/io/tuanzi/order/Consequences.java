package io.tuanzi.order;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what a refund would undo in a higher module; collected from all beans for the preview of a return. */
public interface Consequences {

    /**
     * Something that would be undone.
     *
     * @param code names the sentence shown: {@code COUPON_TAKEN_BACK}
     * @param params what the sentence is filled with
     * @param amountMinor in fen, where it is money
     */
    record Consequence(String code, Map<String, Object> params, @Nullable Long amountMinor) {
    }

    /** What a refund of these units would undo; changes nothing. */
    List<Consequence> of(long orderId, List<Orders.ReturnedLine> lines);
}
