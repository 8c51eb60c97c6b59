package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.Favourites.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Marks of shoppers; every statement names their owner. */
@Repository
class FavouriteBook {

    /** A marked product; {@code at} in microseconds, as the cursor carries it. */
    record Mark(long productId, long at) {
    }

    private final JdbcClient jdbc;

    FavouriteBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void mark(long customerId, long productId) {
        jdbc.sql("""
                INSERT INTO catalog.favourite (customer_id, product_id) VALUES (:customer, :product)
                ON CONFLICT DO NOTHING""")
                .param("customer", customerId).param("product", productId).update();
    }

    /** Whether shoppers may know of the product. */
    boolean isVisible(long productId) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM catalog.product WHERE product_id = :product AND state <> 'DRAFT')""")
                .param("product", productId).query(Boolean.class).single();
    }

    void unmark(long customerId, long productId) {
        jdbc.sql("DELETE FROM catalog.favourite WHERE customer_id = :customer AND product_id = :product")
                .param("customer", customerId).param("product", productId).update();
    }

    boolean isMarked(long customerId, long productId) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM catalog.favourite
                                WHERE customer_id = :customer AND product_id = :product)""")
                .param("customer", customerId).param("product", productId).query(Boolean.class).single();
    }

    void looked(long customerId, long productId) {
        jdbc.sql("""
                INSERT INTO catalog.footprint AS f (customer_id, product_id)
                SELECT :customer, product_id FROM catalog.product WHERE product_id = :product
                ON CONFLICT (customer_id, product_id) DO UPDATE SET at = shop_now(), views = f.views + 1""")
                .param("customer", customerId).param("product", productId).update();
    }

    List<Mark> marked(long customerId, ProductLists.@Nullable Cursor before, int limit) {
        return marks("catalog.favourite", customerId, before, limit);
    }

    List<Mark> lookedAt(long customerId, ProductLists.@Nullable Cursor before, int limit) {
        return marks("catalog.footprint", customerId, before, limit);
    }

    private List<Mark> marks(String table, long customerId, ProductLists.@Nullable Cursor before, int limit) {
        return jdbc.sql("""
                SELECT product_id, (extract(epoch FROM at) * 1000000)::bigint AS at FROM %s
                 WHERE customer_id = :customer
                   AND (at, product_id) < (timestamptz 'epoch' + :at * interval '1 microsecond', :product)
                 ORDER BY at DESC, product_id DESC LIMIT :limit""".formatted(table))
                .param("customer", customerId)
                .param("at", before == null ? 4_000_000_000_000_000L : before.value())
                .param("product", before == null ? Long.MAX_VALUE : before.productId())
                .param("limit", limit)
                .query(Mark.class).list();
    }

    void askRestock(long customerId, long productId) {
        jdbc.sql("""
                INSERT INTO catalog.restock_notice AS n (customer_id, product_id) VALUES (:customer, :product)
                ON CONFLICT (customer_id, product_id) DO UPDATE SET asked_at = shop_now(), told_at = NULL
                 WHERE n.told_at IS NOT NULL""")
                .param("customer", customerId).param("product", productId).update();
    }

    List<Long> restockAwaited(int limit) {
        return jdbc.sql("""
                SELECT DISTINCT product_id FROM catalog.restock_notice WHERE told_at IS NULL
                 ORDER BY product_id LIMIT :limit""").param("limit", limit).query(Long.class).list();
    }

    List<Waiting> takeRestock(long productId, int limit) {
        return jdbc.sql("""
                UPDATE catalog.restock_notice SET told_at = shop_now()
                 WHERE product_id = :product AND customer_id IN (
                   SELECT customer_id FROM catalog.restock_notice WHERE product_id = :product AND told_at IS NULL
                    ORDER BY customer_id LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING customer_id, asked_at""")
                .param("product", productId).param("limit", limit)
                .query((rs, n) -> new Waiting(rs.getLong(1), rs.getTimestamp(2).toInstant())).list();
    }

    Optional<Instant> askedAt(long customerId, long productId) {
        return jdbc.sql("""
                SELECT asked_at FROM catalog.restock_notice
                 WHERE customer_id = :customer AND product_id = :product AND told_at IS NULL""")
                .param("customer", customerId).param("product", productId)
                .query((rs, n) -> rs.getTimestamp(1).toInstant()).optional();
    }
}
