package io.tuanzi.order.internal;

import io.tuanzi.promotion.RuleFigures;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What rules did on orders, counted from the reasons kept with each order. */
@Repository
class DiscountBook implements RuleFigures {

    private final JdbcClient jdbc;

    DiscountBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Long, Figure> ofLastDays(int days) {
        return jdbc.sql("""
                SELECT split_part(r ->> 'id', '-', 2)::bigint AS rule_id, count(*) AS orders,
                       sum((r ->> 'amountMinor')::bigint) AS amount
                  FROM orders.orders o CROSS JOIN json_array_elements(o.reasons -> 'reasons') AS r
                 WHERE o.placed_at > shop_now() - make_interval(days => :days)
                   AND o.paid_at IS NOT NULL AND o.state <> 'CLOSED'
                   AND (r ->> 'applied')::boolean AND r ->> 'kind' NOT IN ('GROUP_PRICE', 'FREIGHT')
                 GROUP BY 1""").param("days", days)
                .query((row, n) -> Map.entry(row.getLong(1), new Figure(row.getLong(2), row.getLong(3)))).list()
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
