package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.Assortment.Selected;
import io.tuanzi.catalog.ProductView.Option;
import io.tuanzi.catalog.Words;
import io.tuanzi.platform.time.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of a product: itself, its options, categories, zones and selection steps. */
@Repository
class ProductBook {

    /** A product as writes see it. */
    record Row(long productId, String handle, String titleZh, @Nullable String titleEn, String summaryZh,
               @Nullable String summaryEn, String bodyHtml, String brand, @Nullable Long categoryId, String zone,
               String slot, List<String> tags, List<String> scenes, List<String> badges, @Nullable String story,
               @Nullable String layers, String picture, String state, long version, byte @Nullable [] importHash) {
    }

    private static final String COLUMNS = """
            product_id, handle, title_zh, title_en, summary_zh, summary_en, body_html, brand, category_id, zone, slot,
            tags, scenes, badges, story::text AS story, layers::text AS layers, picture, state, version, import_hash
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Ids ids;
    private final Json json;

    ProductBook(JdbcClient jdbc, JdbcTemplate template, Ids ids, Json json) {
        this.jdbc = jdbc;
        this.template = template;
        this.ids = ids;
        this.json = json;
    }

    Optional<Row> lock(long productId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM catalog.product WHERE product_id = :id FOR UPDATE")
                .param("id", productId).query(ProductBook::row).optional();
    }

    Optional<Row> lockByHandle(String handle) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM catalog.product WHERE handle = :handle FOR UPDATE")
                .param("handle", handle).query(ProductBook::row).optional();
    }

    Optional<Row> byHandle(String handle) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM catalog.product WHERE handle = :handle")
                .param("handle", handle).query(ProductBook::row).optional();
    }

    void insert(Row row) {
        jdbc.sql("""
                INSERT INTO catalog.product (product_id, handle, title_zh, title_en, summary_zh, summary_en, body_html,
                  brand, category_id, zone, slot, tags, scenes, badges, story, layers, picture, state, version,
                  import_hash, shelved_at)
                VALUES (:productId, :handle, :titleZh, :titleEn, :summaryZh, :summaryEn, :bodyHtml, :brand,
                  :categoryId, :zone, :slot, :tags, :scenes, :badges, :story::jsonb, :layers::jsonb, :picture, :state,
                  1, :importHash, CASE WHEN :state = 'ON_SHELF' THEN shop_now() END)""")
                .param("productId", row.productId()).param("handle", row.handle())
                .param("titleZh", row.titleZh()).param("titleEn", row.titleEn())
                .param("summaryZh", row.summaryZh()).param("summaryEn", row.summaryEn())
                .param("bodyHtml", row.bodyHtml()).param("brand", row.brand())
                .param("categoryId", row.categoryId()).param("zone", row.zone()).param("slot", row.slot())
                .param("tags", array(row.tags())).param("scenes", array(row.scenes()))
                .param("badges", array(row.badges())).param("story", row.story()).param("layers", row.layers())
                .param("picture", row.picture()).param("state", row.state()).param("importHash", row.importHash())
                .update();
    }

    /** Writes every column a person or a file may change, and takes the next version. */
    long update(Row row) {
        return jdbc.sql("""
                UPDATE catalog.product SET title_zh = :titleZh, title_en = :titleEn, summary_zh = :summaryZh,
                  summary_en = :summaryEn, body_html = :bodyHtml, brand = :brand, category_id = :categoryId,
                  zone = :zone, slot = :slot, tags = :tags, scenes = :scenes, badges = :badges, story = :story::jsonb,
                  layers = :layers::jsonb, picture = :picture, import_hash = :importHash,
                  shelved_at = CASE WHEN :state = 'ON_SHELF' AND state <> 'ON_SHELF' THEN shop_now()
                                    ELSE shelved_at END,
                  state = :state, version = version + 1, updated_at = shop_now()
                 WHERE product_id = :productId RETURNING version""")
                .param("productId", row.productId())
                .param("titleZh", row.titleZh()).param("titleEn", row.titleEn())
                .param("summaryZh", row.summaryZh()).param("summaryEn", row.summaryEn())
                .param("bodyHtml", row.bodyHtml()).param("brand", row.brand())
                .param("categoryId", row.categoryId()).param("zone", row.zone()).param("slot", row.slot())
                .param("tags", array(row.tags())).param("scenes", array(row.scenes()))
                .param("badges", array(row.badges())).param("story", row.story()).param("layers", row.layers())
                .param("picture", row.picture()).param("state", row.state()).param("importHash", row.importHash())
                .query(Long.class).single();
    }

    /** Takes the next version of a locked product whose SKUs changed. */
    long touch(long productId) {
        return jdbc.sql("""
                UPDATE catalog.product SET version = version + 1, updated_at = shop_now()
                 WHERE product_id = :id RETURNING version""")
                .param("id", productId).query(Long.class).single();
    }

    /** On or off the shelf now; a plan for the same state is done with. */
    long shelve(long productId, String state) {
        return jdbc.sql("""
                UPDATE catalog.product SET state = :state, version = version + 1, updated_at = shop_now(),
                  shelved_at = CASE WHEN :state = 'ON_SHELF' THEN shop_now() ELSE shelved_at END,
                  on_shelf_at = CASE WHEN :state = 'ON_SHELF' THEN NULL ELSE on_shelf_at END,
                  off_shelf_at = CASE WHEN :state = 'OFF_SHELF' THEN NULL ELSE off_shelf_at END
                 WHERE product_id = :id RETURNING version""")
                .param("id", productId).param("state", state).query(Long.class).single();
    }

    /** Plans a move; false when the time is not ahead by shop time (T1). */
    boolean plan(long productId, String state, Instant at) {
        String column = "ON_SHELF".equals(state) ? "on_shelf_at" : "off_shelf_at";
        return jdbc.sql("UPDATE catalog.product SET " + column + " = :at, version = version + 1 "
                        + "WHERE product_id = :id AND :at > shop_now()")
                .param("id", productId).param("at", Timestamp.from(at)).update() == 1;
    }

    /** Whether some planned moment has come, by the partial indexes. */
    boolean anyDue() {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM catalog.product WHERE on_shelf_at <= shop_now())
                    OR EXISTS (SELECT FROM catalog.product WHERE off_shelf_at <= shop_now())""")
                .query(Boolean.class).single();
    }

    /** A product whose planned moment has come, locked. */
    Optional<Due> due() {
        return jdbc.sql("""
                SELECT product_id, handle, state,
                       CASE WHEN off_shelf_at <= shop_now() AND (on_shelf_at IS NULL OR on_shelf_at > shop_now()
                                 OR off_shelf_at > on_shelf_at)
                            THEN 'OFF_SHELF' ELSE 'ON_SHELF' END AS wanted,
                       EXISTS (SELECT FROM catalog.sku s JOIN catalog.price p USING (sku_id, price_version)
                                WHERE s.product_id = d.product_id AND NOT s.retired AND p.price_minor > 0) AS priced
                  FROM catalog.product d
                 WHERE on_shelf_at <= shop_now() OR off_shelf_at <= shop_now()
                 ORDER BY product_id LIMIT 1 FOR UPDATE""")
                .query(Due.class).optional();
    }

    /** What a planned moment asks for. */
    record Due(long productId, String handle, String state, String wanted, boolean priced) {
    }

    /** Forgets plans whose moment has passed. */
    void clearDue(long productId) {
        jdbc.sql("""
                UPDATE catalog.product SET
                  on_shelf_at = CASE WHEN on_shelf_at > shop_now() THEN on_shelf_at END,
                  off_shelf_at = CASE WHEN off_shelf_at > shop_now() THEN off_shelf_at END
                 WHERE product_id = :id""")
                .param("id", productId).update();
    }

    /** The planned moments: on, off. */
    List<@Nullable Instant> plans(long productId) {
        return jdbc.sql("SELECT on_shelf_at, off_shelf_at FROM catalog.product WHERE product_id = :id")
                .param("id", productId)
                .query((rs, n) -> {
                    List<@Nullable Instant> both = new ArrayList<>();
                    both.add(instant(rs, 1));
                    both.add(instant(rs, 2));
                    return both;
                }).single();
    }

    /** The category of this name, made when it is new. */
    long category(String name) {
        return jdbc.sql("SELECT category_id FROM catalog.category WHERE name = :name").param("name", name)
                .query(Long.class).optional().orElseGet(() -> {
                    long id = ids.next();
                    jdbc.sql("INSERT INTO catalog.category (category_id, name) VALUES (:id, :name)")
                            .param("id", id).param("name", name).update();
                    return id;
                });
    }

    /** The axes of choice as they are. */
    List<Option> axes(long productId) {
        return jdbc.sql("""
                SELECT name_zh, name_en, values::text FROM catalog.product_option
                 WHERE product_id = :id ORDER BY position""")
                .param("id", productId)
                .query((rs, n) -> new Option(new Words(rs.getString(1), rs.getString(2)),
                        json.words(rs.getString(3))))
                .list();
    }

    void picture(long productId, String picture) {
        jdbc.sql("UPDATE catalog.product SET picture = :picture WHERE product_id = :id").param("id", productId)
                .param("picture", picture).update();
    }

    /** Writes the axes of choice; English names and values that were known for the same Chinese ones are kept. */
    void options(long productId, List<Option> before, List<Option> now) {
        if (before.equals(now)) {
            return;
        }
        jdbc.sql("DELETE FROM catalog.product_option WHERE product_id = :id").param("id", productId).update();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            Option option = now.get(i);
            rows.add(new Object[] {productId, i + 1, option.name().zh(), option.name().en(),
                    json.text(option.values())});
        }
        template.batchUpdate("""
                INSERT INTO catalog.product_option (product_id, position, name_zh, name_en, values)
                VALUES (?, ?, ?, ?, ?::jsonb)""", rows);
    }

    /** Which of these codes of a table of codes do not exist. */
    Set<String> unknown(String table, List<String> codes) {
        Set<String> missing = new LinkedHashSet<>(codes);
        String sql = switch (table) {
            case "zone" -> "SELECT code FROM catalog.zone";
            case "scene" -> "SELECT code FROM catalog.scene";
            case "badge" -> "SELECT code FROM catalog.badge";
            default -> throw new IllegalArgumentException(table);
        };
        jdbc.sql(sql).query(String.class).list().forEach(missing::remove);
        return missing;
    }

    void selected(long productId, String state, String by, String why) {
        jdbc.sql("""
                INSERT INTO catalog.selection (product_id, state, by, why) VALUES (:id, :state, :by, :why)""")
                .param("id", productId).param("state", state).param("by", by).param("why", why).update();
    }

    /** Steps in the selection pool, newest first. */
    List<Selected> selection(long productId) {
        return jdbc.sql("""
                SELECT state, at, by, why FROM catalog.selection WHERE product_id = :id
                 ORDER BY selection_id DESC LIMIT 100""")
                .param("id", productId)
                .query((rs, n) -> new Selected(rs.getString(1), rs.getTimestamp(2).toInstant(), rs.getString(3),
                        rs.getString(4)))
                .list();
    }

    /** A rule of the shop, as JSON. */
    String setting(String key) {
        return jdbc.sql("SELECT value::text FROM catalog.setting WHERE key = :key").param("key", key)
                .query(String.class).single();
    }

    static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        Timestamp at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Row row(ResultSet rs, int n) throws SQLException {
        long category = rs.getLong("category_id");
        Long categoryId = rs.wasNull() ? null : Long.valueOf(category);
        return new Row(rs.getLong("product_id"), rs.getString("handle"), rs.getString("title_zh"),
                rs.getString("title_en"), rs.getString("summary_zh"), rs.getString("summary_en"),
                rs.getString("body_html"), rs.getString("brand"), categoryId, rs.getString("zone"),
                rs.getString("slot"), SnapshotBook.strings(rs, "tags"), SnapshotBook.strings(rs, "scenes"),
                SnapshotBook.strings(rs, "badges"), rs.getString("story"), rs.getString("layers"),
                rs.getString("picture"), rs.getString("state"), rs.getLong("version"), rs.getBytes("import_hash"));
    }
}
