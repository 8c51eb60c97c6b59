package io.tuanzi.promotion;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Coupons counted for staff: how many are where, and what they cost day by day. */
public interface CouponBoard {

    /** The days a board looks back on. */
    int DAYS = 14;

    /**
     * A template's coupons.
     *
     * @param claimed of all that were issued, those taken in the coupon centre
     * @param byCode of all that were issued, those that came of a code
     * @param givenBack how often one came back from an order that was given up or refunded
     * @param takenMinor what they take off live orders, in fen
     */
    record Figures(long issued, long claimed, long byCode, long available, long locked, long used, long givenBack,
            long expired, long revoked, long takenMinor) {}

    /** What a template's coupons took off orders placed on a day, in fen; days without any are absent. */
    record Day(LocalDate day, long takenMinor) {}

    /** By template id; absent what was never issued. */
    Map<Long, Figures> figures();

    /** The last {@value #DAYS} days of each template, by template id, the oldest first. */
    Map<Long, List<Day>> days();
}
