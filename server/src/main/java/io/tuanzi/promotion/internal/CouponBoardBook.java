package io.tuanzi.promotion.internal;

import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.promotion.CouponBoard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the board of coupons: reads only. */
@Repository
class CouponBoardBook implements CouponBoard {

    private final JdbcClient jdbc;
    private final ShopTime time;

    CouponBoardBook(JdbcClient jdbc, ShopTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public Map<Long, Figures> figures() {
        Map<Long, Figures> found = new HashMap<>();
        jdbc.sql("""
                SELECT c.template_id, count(*), count(*) FILTER (WHERE c.source = 'CLAIM'),
                       count(*) FILTER (WHERE c.source = 'CODE'), count(*) FILTER (WHERE c.state = 'AVAILABLE'),
                       count(*) FILTER (WHERE c.state = 'LOCKED'), count(*) FILTER (WHERE c.state = 'USED'),
                       coalesce(sum(u.back), 0), count(*) FILTER (WHERE c.state = 'EXPIRED'),
                       count(*) FILTER (WHERE c.state = 'REVOKED'), coalesce(sum(u.taken), 0)
                  FROM promotion.coupon c
                  LEFT JOIN (SELECT coupon_id, count(*) FILTER (WHERE NOT live) AS back,
                                    sum(amount_minor) FILTER (WHERE live) AS taken
                               FROM promotion.coupon_use GROUP BY 1) u USING (coupon_id)
                 GROUP BY 1""").query((row, n) -> found.put(row.getLong(1), new Figures(row.getLong(2),
                        row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7),
                        row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11)))).list();
        return found;
    }

    @Override
    public Map<Long, List<Day>> days() {
        Map<Long, List<Day>> found = new HashMap<>();
        jdbc.sql("""
                SELECT c.template_id, (u.at AT TIME ZONE :zone)::date AS day, sum(u.amount_minor)
                  FROM promotion.coupon_use u JOIN promotion.coupon c USING (coupon_id)
                 WHERE u.live AND u.at > shop_now() - make_interval(days => :days)
                 GROUP BY 1, 2 ORDER BY 1, 2""").param("zone", time.zone().getId()).param("days", DAYS)
                .query((row, n) -> found.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(new Day(row.getDate(2).toLocalDate(), row.getLong(3)))).list();
        return found;
    }
}
