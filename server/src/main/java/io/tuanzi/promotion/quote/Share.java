package io.tuanzi.promotion.quote;

import org.jspecify.annotations.Nullable;

/** What one promotion takes off one line, in fen. */
public record Share(Kind kind, long ruleId, @Nullable Long couponId, long amountMinor) {

    /** The id of the reason this is a share of. */
    public String reasonId() {
        return kind + "-" + ruleId + (couponId == null ? "" : "-c" + couponId);
    }
}
