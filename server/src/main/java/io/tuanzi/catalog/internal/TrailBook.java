package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.PriceTrail;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what a SKU was priced at and what was sold, over time. */
@Repository
class TrailBook {

    private final JdbcClient jdbc;

    TrailBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, PriceTrail> trails(Collection<Long> skuIds) {
        Map<Long, List<PriceTrail.Step>> steps = new HashMap<>();
        Map<Long, PriceTrail> trails = new HashMap<>();
        jdbc.sql("""
                SELECT s.sku_id, s.product_id, s.cost_minor, p.price_minor, p.at, p.by, p.why,
                       CASE WHEN d.state = 'ON_SHELF' THEN d.shelved_at END AS since
                  FROM catalog.sku s JOIN catalog.price p USING (sku_id) JOIN catalog.product d USING (product_id)
                 WHERE s.sku_id = ANY (:ids) ORDER BY s.sku_id, p.price_version""")
                .param("ids", skuIds.toArray(Long[]::new))
                .query((ResultSet rs) -> {
                    long skuId = rs.getLong("sku_id");
                    long cost = rs.getLong("cost_minor");
                    Long costMinor = rs.wasNull() ? null : Long.valueOf(cost);
                    Timestamp since = rs.getTimestamp("since");
                    List<PriceTrail.Step> of = steps.computeIfAbsent(skuId, none -> new ArrayList<>());
                    of.add(new PriceTrail.Step(rs.getTimestamp("at").toInstant(), rs.getLong("price_minor"),
                            rs.getString("by"), rs.getString("why")));
                    trails.put(skuId, new PriceTrail(skuId, rs.getLong("product_id"),
                            since == null ? null : since.toInstant(), costMinor, of));
                });
        return trails;
    }

    Map<LocalDate, Long> soldByDay(long productId, int days, String zone) {
        Map<LocalDate, Long> units = new LinkedHashMap<>();
        jdbc.sql("""
                SELECT day, units FROM catalog.sold_day
                 WHERE product_id = :id AND day > (shop_now() AT TIME ZONE :zone)::date - :days ORDER BY day""")
                .param("id", productId).param("zone", zone).param("days", days)
                .query((ResultSet rs) -> {
                    units.put(rs.getDate(1).toLocalDate(), rs.getLong(2));
                });
        return units;
    }
}
