package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.Assortment.PriceRow;
import io.tuanzi.catalog.PurchaseRule;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SKUs and their prices; a price is only ever appended (O3). */
@Repository
class SkuBook {

    /** A SKU as writes see it; {@code importedQuantity} is what the last file said. */
    record Row(long skuId, long productId, String code, List<String> options, int position, long priceMinor,
               long priceVersion, @Nullable Long costMinor, int weightGrams, @Nullable String barcode,
               boolean requiresShipping, @Nullable String picture, PurchaseRule rule, boolean retired,
               @Nullable Integer importedQuantity) {

        Row withPicture(String address) {
            return new Row(skuId, productId, code, options, position, priceMinor, priceVersion, costMinor,
                    weightGrams, barcode, requiresShipping, address, rule, retired, importedQuantity);
        }
    }

    /** A price to append. */
    record NewPrice(long skuId, long priceVersion, long priceMinor) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    SkuBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Every SKU of a product, retired ones included, in display order. */
    List<Row> of(long productId) {
        return rows("s.product_id = :id", productId);
    }

    Optional<Row> sku(long skuId) {
        return rows("s.sku_id = :id", skuId).stream().findFirst();
    }

    private List<Row> rows(String where, long id) {
        return jdbc.sql("""
                SELECT s.*, p.price_minor FROM catalog.sku s JOIN catalog.price p USING (sku_id, price_version)
                 WHERE %s ORDER BY s.position, s.sku_id""".formatted(where))
                .param("id", id)
                .query((rs, n) -> {
                    long cost = rs.getLong("cost_minor");
                    Long costMinor = rs.wasNull() ? null : Long.valueOf(cost);
                    return new Row(rs.getLong("sku_id"), rs.getLong("product_id"), rs.getString("code"),
                            SnapshotBook.strings(rs, "options"), rs.getInt("position"), rs.getLong("price_minor"),
                            rs.getLong("price_version"), costMinor, rs.getInt("weight_grams"),
                            rs.getString("barcode"), rs.getBoolean("requires_shipping"), rs.getString("picture"),
                            SnapshotBook.rule(rs), rs.getBoolean("retired"),
                            SnapshotBook.integer(rs, "imported_quantity"));
                }).list();
    }

    /** What makes a variant known again within its product. */
    static String key(List<String> options) {
        return String.join("\u001f", options);
    }

    /** Which of these codes belong to a SKU of another product. */
    Set<String> codesElsewhere(Collection<String> codes, long productId) {
        return new HashSet<>(jdbc.sql("""
                SELECT code FROM catalog.sku WHERE code = ANY (:codes) AND product_id <> :product""")
                .param("codes", codes.toArray(String[]::new)).param("product", productId)
                .query(String.class).list());
    }

    void insert(List<Row> rows) {
        template.batchUpdate("""
                INSERT INTO catalog.sku (sku_id, product_id, code, options, options_key, position, price_version,
                  cost_minor, weight_grams, barcode, requires_shipping, picture, rule_min, rule_step, rule_per_order,
                  rule_per_person, rule_period_days, retired, imported_quantity)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                rows, 200, (statement, row) -> {
                    statement.setLong(1, row.skuId());
                    statement.setLong(2, row.productId());
                    statement.setString(3, row.code());
                    statement.setObject(4, ProductBook.array(row.options()));
                    statement.setString(5, key(row.options()));
                    statement.setInt(6, row.position());
                    statement.setLong(7, row.priceVersion());
                    statement.setObject(8, row.costMinor());
                    statement.setInt(9, row.weightGrams());
                    statement.setString(10, row.barcode());
                    statement.setBoolean(11, row.requiresShipping());
                    statement.setString(12, row.picture());
                    statement.setInt(13, row.rule().min());
                    statement.setInt(14, row.rule().step());
                    statement.setObject(15, row.rule().perOrder());
                    statement.setObject(16, row.rule().perPerson());
                    statement.setObject(17, row.rule().perPeriodDays());
                    statement.setBoolean(18, row.retired());
                    statement.setObject(19, row.importedQuantity());
                });
    }

    /** Writes all but identity and price; a moved price version points to a price appended in this transaction. */
    void update(List<Row> rows) {
        template.batchUpdate("""
                UPDATE catalog.sku SET code = ?, position = ?, price_version = ?, cost_minor = ?, weight_grams = ?,
                  barcode = ?, requires_shipping = ?, picture = ?, rule_min = ?, rule_step = ?, rule_per_order = ?,
                  rule_per_person = ?, rule_period_days = ?, retired = ?, imported_quantity = ?
                 WHERE sku_id = ?""",
                rows, 200, (statement, row) -> {
                    statement.setString(1, row.code());
                    statement.setInt(2, row.position());
                    statement.setLong(3, row.priceVersion());
                    statement.setObject(4, row.costMinor());
                    statement.setInt(5, row.weightGrams());
                    statement.setString(6, row.barcode());
                    statement.setBoolean(7, row.requiresShipping());
                    statement.setString(8, row.picture());
                    statement.setInt(9, row.rule().min());
                    statement.setInt(10, row.rule().step());
                    statement.setObject(11, row.rule().perOrder());
                    statement.setObject(12, row.rule().perPerson());
                    statement.setObject(13, row.rule().perPeriodDays());
                    statement.setBoolean(14, row.retired());
                    statement.setObject(15, row.importedQuantity());
                    statement.setLong(16, row.skuId());
                });
    }

    /** Sets how many may be bought. */
    void limit(long skuId, PurchaseRule rule) {
        jdbc.sql("""
                UPDATE catalog.sku SET rule_min = :min, rule_step = :step, rule_per_order = :order,
                  rule_per_person = :person, rule_period_days = :days WHERE sku_id = :id""")
                .param("min", rule.min()).param("step", rule.step())
                .param("order", rule.perOrder(), Types.INTEGER).param("person", rule.perPerson(), Types.INTEGER)
                .param("days", rule.perPeriodDays(), Types.INTEGER).param("id", skuId).update();
    }

    void append(List<NewPrice> prices, String by, String why) {
        List<Object[]> rows = new ArrayList<>();
        prices.forEach(p -> rows.add(new Object[] {p.skuId(), p.priceVersion(), p.priceMinor(), by, why}));
        template.batchUpdate("""
                INSERT INTO catalog.price (sku_id, price_version, price_minor, by, why)
                VALUES (?, ?, ?, ?, ?)""", rows);
    }

    /** Takes SKUs out of the shop; orders and stock keep their rows. */
    void retire(List<Row> rows) {
        rows.forEach(row -> jdbc.sql("UPDATE catalog.sku SET retired = true WHERE sku_id = :id")
                .param("id", row.skuId()).update());
    }

    void cost(long skuId, long costMinor) {
        jdbc.sql("UPDATE catalog.sku SET cost_minor = :cost WHERE sku_id = :id").param("cost", costMinor)
                .param("id", skuId).update();
    }

    /** Points a SKU to its next price. */
    void point(long skuId, long priceVersion) {
        jdbc.sql("UPDATE catalog.sku SET price_version = :version WHERE sku_id = :id AND price_version = :version - 1")
                .param("id", skuId).param("version", priceVersion).update();
    }

    /** The newest prices first. */
    List<PriceRow> prices(long skuId) {
        return jdbc.sql("""
                SELECT price_version, price_minor, at, by, why FROM catalog.price WHERE sku_id = :id
                 ORDER BY price_version DESC LIMIT 50""")
                .param("id", skuId)
                .query((rs, n) -> new PriceRow(rs.getLong(1), rs.getLong(2), rs.getTimestamp(3).toInstant(),
                        rs.getString(4), rs.getString(5)))
                .list();
    }
}
