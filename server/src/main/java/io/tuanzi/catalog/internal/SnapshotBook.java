package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSnapshot.Scene;
import io.tuanzi.catalog.ProductSnapshot.Zone;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.PurchaseRule;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.catalog.Words;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loads the whole catalogue, and moves its version. */
@Repository
class SnapshotBook {

    private final JdbcClient jdbc;

    SnapshotBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The version committed, or written by the open transaction. */
    long version() {
        return jdbc.sql("SELECT version FROM catalog.snapshot_version WHERE id = 1").query(Long.class).single();
    }

    /** Locks the catalogue for this transaction and moves its version; the first statement of every write. */
    long move() {
        return jdbc.sql("UPDATE catalog.snapshot_version SET version = version + 1 WHERE id = 1 RETURNING version")
                .query(Long.class).single();
    }

    /** The catalogue; the version is read first, so rows are never older than it. */
    ProductSnapshot load() {
        long version = version();
        Map<Long, List<SkuPrice>> skusByProduct = skus();
        Map<Long, ProductSummary> products = products(skusByProduct);
        Map<Long, SkuPrice> skus = new HashMap<>();
        skusByProduct.values().forEach(list -> list.forEach(sku -> skus.put(sku.skuId(), sku)));
        return new ProductSnapshot(version, Collections.unmodifiableMap(skus),
                Collections.unmodifiableMap(products), zones(), scenes(), badges(), optionsEn());
    }

    private Map<Long, List<SkuPrice>> skus() {
        Map<Long, List<SkuPrice>> byProduct = new HashMap<>();
        jdbc.sql("""
                SELECT s.sku_id, s.product_id, s.code, s.options, p.price_minor, s.price_version, s.weight_grams,
                       d.state = 'ON_SHELF' AND p.price_minor > 0 AS buyable, d.zone,
                       coalesce(d.category_id, 0) AS category_id, s.rule_min, s.rule_step, s.rule_per_order,
                       s.rule_per_person, s.rule_period_days
                  FROM catalog.sku s
                  JOIN catalog.price p USING (sku_id, price_version)
                  JOIN catalog.product d USING (product_id)
                 WHERE NOT s.retired
                 ORDER BY s.product_id, s.position, s.sku_id""")
                .query((ResultSet rs) -> {
                    SkuPrice sku = new SkuPrice(rs.getLong("sku_id"), rs.getLong("product_id"), rs.getString("code"),
                            strings(rs, "options"), rs.getLong("price_minor"), rs.getLong("price_version"),
                            rs.getInt("weight_grams"), rs.getBoolean("buyable"), rs.getString("zone"),
                            rs.getLong("category_id"), rule(rs));
                    byProduct.computeIfAbsent(sku.productId(), id -> new ArrayList<>(2)).add(sku);
                });
        return byProduct;
    }

    private Map<Long, ProductSummary> products(Map<Long, List<SkuPrice>> skus) {
        Map<Long, ProductSummary> products = new LinkedHashMap<>();
        jdbc.sql("""
                SELECT d.product_id, d.handle, d.title_zh, d.title_en, d.picture, d.zone, d.slot, d.state, d.brand,
                       coalesce(d.category_id, 0) AS category_id, coalesce(c.name, '') AS category, d.tags, d.scenes,
                       d.badges, d.summary_zh, d.summary_en, d.created_at, d.updated_at, d.version
                  FROM catalog.product d LEFT JOIN catalog.category c USING (category_id)
                 ORDER BY d.product_id""")
                .query((ResultSet rs) -> {
                    ProductSummary summary = summary(rs, skus.getOrDefault(rs.getLong("product_id"), List.of()));
                    products.put(summary.productId(), summary);
                });
        return products;
    }

    private static ProductSummary summary(ResultSet rs, List<SkuPrice> skus) throws SQLException {
        boolean anyBuyable = skus.stream().anyMatch(SkuPrice::buyable);
        long low = skus.stream().filter(s -> !anyBuyable || s.buyable()).mapToLong(SkuPrice::priceMinor).min()
                .orElse(0);
        long high = skus.stream().filter(s -> !anyBuyable || s.buyable()).mapToLong(SkuPrice::priceMinor).max()
                .orElse(0);
        return new ProductSummary(rs.getLong("product_id"), rs.getString("handle"), rs.getString("title_zh"),
                rs.getString("title_en"), rs.getString("picture"), rs.getString("zone"), rs.getString("slot"),
                rs.getString("state"), rs.getString("brand"), rs.getLong("category_id"), rs.getString("category"),
                strings(rs, "tags"), strings(rs, "scenes"), strings(rs, "badges"),
                new Words(rs.getString("summary_zh"), rs.getString("summary_en")), low, high > low,
                skus.stream().map(SkuPrice::skuId).toList(), rs.getTimestamp("created_at").toInstant(),
                rs.getTimestamp("updated_at").toInstant(), rs.getLong("version"));
    }

    /** English values of SKUs that have any; a value without English stays as it is. */
    private Map<Long, List<String>> optionsEn() {
        Map<Long, List<String>> english = new HashMap<>();
        jdbc.sql("""
                SELECT s.sku_id, array_agg(coalesce(v.en, c.value) ORDER BY c.n) AS options
                  FROM catalog.sku s
                 CROSS JOIN LATERAL unnest(s.options) WITH ORDINALITY AS c(value, n)
                  LEFT JOIN LATERAL (SELECT e ->> 'en' AS en
                        FROM catalog.product_option o, jsonb_array_elements(o.values) AS e
                       WHERE o.product_id = s.product_id AND o.position = c.n AND e ->> 'zh' = c.value LIMIT 1) v
                    ON true
                 WHERE NOT s.retired
                 GROUP BY s.sku_id HAVING bool_or(v.en IS NOT NULL)""")
                .query((ResultSet rs) -> {
                    english.put(rs.getLong("sku_id"), strings(rs, "options"));
                });
        return Collections.unmodifiableMap(english);
    }

    private List<Zone> zones() {
        return jdbc.sql("""
                SELECT code, name_zh, name_en, slot, picture FROM catalog.zone ORDER BY position, code""")
                .query((rs, n) -> new Zone(rs.getString(1), new Words(rs.getString(2), rs.getString(3)),
                        rs.getString(4), rs.getString(5)))
                .list();
    }

    private List<Scene> scenes() {
        return jdbc.sql("""
                SELECT code, title_zh, title_en, subtitle_zh, subtitle_en FROM catalog.scene
                 ORDER BY position, code""")
                .query((rs, n) -> new Scene(rs.getString(1), new Words(rs.getString(2), rs.getString(3)),
                        new Words(rs.getString(4), rs.getString(5))))
                .list();
    }

    private Map<String, Words> badges() {
        Map<String, Words> badges = new LinkedHashMap<>();
        jdbc.sql("SELECT code, text_zh, text_en FROM catalog.badge WHERE enabled ORDER BY position, code")
                .query((ResultSet rs) -> {
                    badges.put(rs.getString(1), new Words(rs.getString(2), rs.getString(3)));
                });
        return Collections.unmodifiableMap(badges);
    }

    /** The purchase rule in the columns {@code rule_*}. */
    static PurchaseRule rule(ResultSet rs) throws SQLException {
        int min = rs.getInt("rule_min");
        int step = rs.getInt("rule_step");
        Integer perOrder = integer(rs, "rule_per_order");
        Integer perPerson = integer(rs, "rule_per_person");
        if (min == 1 && step == 1 && perOrder == null && perPerson == null) {
            return PurchaseRule.FREE;
        }
        return new PurchaseRule(min, step, perOrder, perPerson, integer(rs, "rule_period_days"));
    }

    static @Nullable Integer integer(ResultSet rs, String column) throws SQLException {
        int value = rs.getInt(column);
        return rs.wasNull() ? null : value;
    }

    static List<String> strings(ResultSet rs, String column) throws SQLException {
        Array array = rs.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
