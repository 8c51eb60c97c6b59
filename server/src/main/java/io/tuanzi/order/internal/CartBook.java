package io.tuanzi.order.internal;

import io.tuanzi.order.Carts;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of carts; a flat noun, so desk and book are one. */
@Repository
class CartBook implements Carts {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Tx tx;

    CartBook(JdbcClient jdbc, Tx tx) {
        this.jdbc = jdbc;
        this.tx = tx;
    }

    @Override
    public List<Line> of(long customerId) {
        return jdbc.sql("""
                SELECT sku_id, quantity, selected FROM orders.cart_line WHERE customer_id = :c
                 ORDER BY at DESC, sku_id""")
                .param("c", customerId).query(Line.class).list();
    }

    @Override
    public void put(long customerId, long skuId, int quantity, boolean selected) {
        if (quantity == 0) {
            remove(customerId, List.of(skuId));
            return;
        }
        tx.run("cart.put", () -> {
            int written = jdbc.sql("""
                    INSERT INTO orders.cart_line (customer_id, sku_id, quantity, selected)
                    SELECT :c, :s, :q, :sel
                     WHERE (SELECT count(*) FROM orders.cart_line WHERE customer_id = :c AND sku_id <> :s) < :most
                    ON CONFLICT (customer_id, sku_id) DO UPDATE SET quantity = :q, selected = :sel""")
                    .param("c", customerId).param("s", skuId).param("q", quantity).param("sel", selected)
                    .param("most", MOST).update();
            if (written == 0) {
                throw Problem.conflict("LIMIT_REACHED").with("limit", MOST).with("used", MOST);
            }
        });
    }

    @Override
    public void remove(long customerId, Collection<Long> skuIds) {
        tx.run("cart.remove", () -> jdbc.sql(
                        "DELETE FROM orders.cart_line WHERE customer_id = :c AND sku_id = ANY(:s)")
                .param("c", customerId).param("s", skuIds.toArray(Long[]::new)).update());
    }

    @Override
    public int pieces(long customerId) {
        return jdbc.sql("SELECT coalesce(sum(quantity), 0)::int FROM orders.cart_line WHERE customer_id = :c")
                .param("c", customerId).query(Integer.class).single();
    }
}
