package io.tuanzi.promotion;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who a coupon of the coupon centre shows to (PRM-23, PRM-25). */
public interface HiddenCoupons {

    /**
     * A template's gate.
     *
     * @param hidden shows only to those it was unlocked for
     * @param cohort shows only to members of this cohort; a community is one
     * @param unlocked for how many it was unlocked
     */
    record Gate(boolean hidden, @Nullable String cohort, long unlocked) {}

    /** By template id; absent what shows to everybody. */
    Map<Long, Gate> gates();

    /** Changes who sees a template; refuses with 404 a template there is not. */
    Gate put(long templateId, boolean hidden, @Nullable String cohort, String who, String why);
}
