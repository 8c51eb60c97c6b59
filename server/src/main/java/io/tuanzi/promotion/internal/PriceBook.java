package io.tuanzi.promotion.internal;

import io.tuanzi.promotion.ListedPrice;
import io.tuanzi.promotion.Prices.Method;
import io.tuanzi.promotion.Prices.MethodRow;
import io.tuanzi.promotion.Prices.NewPrice;
import io.tuanzi.promotion.Prices.PriceList;
import io.tuanzi.promotion.Prices.Sight;
import io.tuanzi.promotion.Prices.SightRow;
import io.tuanzi.promotion.Prices.Way;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of price lists, pricing methods and competitors' prices. */
@Repository
class PriceBook {

    private static final String ENTRIES = """
            SELECT e.*, l.regions, least(e.ends_at, e.stopped_at) AS until
              FROM promotion.list_price e JOIN promotion.price_list l USING (list_id)
            """;

    private final JdbcClient jdbc;

    PriceBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<PriceList> lists() {
        return jdbc.sql("SELECT * FROM promotion.price_list ORDER BY list_id").query((rs, n) -> list(rs)).list();
    }

    Optional<PriceList> list(long listId) {
        return jdbc.sql("SELECT * FROM promotion.price_list WHERE list_id = :id").param("id", listId)
                .query((rs, n) -> list(rs)).optional();
    }

    void insert(PriceList list) {
        jdbc.sql("""
                INSERT INTO promotion.price_list (list_id, kind, name_zh, name_en, regions)
                VALUES (:id, :kind, :zh, :en, :regions)""")
                .param("id", list.listId()).param("kind", list.kind().name()).param("zh", list.nameZh())
                .param("en", list.nameEn()).param("regions", list.regions().toArray(String[]::new)).update();
    }

    /** What holds now or will; the past is not priced from. */
    List<ListedPrice> unfinished() {
        return jdbc.sql(ENTRIES + """
                 WHERE coalesce(least(e.ends_at, e.stopped_at), 'infinity') > shop_now()
                   AND (e.stopped_at IS NULL OR e.stopped_at > e.starts_at) ORDER BY e.entry_id""")
                .query((rs, n) -> entry(rs)).list();
    }

    /** Everything lists ever asked for these SKUs, without what was withdrawn before it began; newest first. */
    List<ListedPrice> of(Collection<Long> skuIds) {
        return jdbc.sql(ENTRIES + """
                 WHERE e.sku_id = ANY (:ids) AND (e.stopped_at IS NULL OR e.stopped_at > e.starts_at)
                 ORDER BY e.starts_at DESC, e.entry_id DESC""")
                .param("ids", skuIds.toArray(Long[]::new)).query((rs, n) -> entry(rs)).list();
    }

    Optional<ListedPrice> lock(long entryId) {
        return jdbc.sql(ENTRIES + " WHERE e.entry_id = :id FOR UPDATE OF e").param("id", entryId)
                .query((rs, n) -> entry(rs)).optional();
    }

    /** Whether this list asks a price for this SKU anywhere between these instants. */
    boolean overlaps(NewPrice price, Instant from, @Nullable Instant until) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM promotion.list_price
                 WHERE list_id = :list AND sku_id = :sku AND (stopped_at IS NULL OR stopped_at > starts_at)
                   AND tstzrange(starts_at, greatest(starts_at, least(ends_at, stopped_at)))
                       && tstzrange(:from, :until::timestamptz))""")
                .param("list", price.listId()).param("sku", price.skuId()).param("from", Timestamp.from(from))
                .param("until", timestamp(until)).query(Boolean.class).single();
    }

    void insert(long entryId, ListedPrice.Kind kind, NewPrice price, Instant from, @Nullable Instant until,
            String by, String why) {
        jdbc.sql("""
                INSERT INTO promotion.list_price (entry_id, list_id, kind, sku_id, stage_zh, stage_en, price_minor,
                  starts_at, ends_at, by, why)
                VALUES (:id, :list, :kind, :sku, :zh, :en, :price, greatest(:from, shop_now()), :until::timestamptz,
                  :by, :why)""")
                .param("id", entryId).param("list", price.listId()).param("kind", kind.name())
                .param("sku", price.skuId()).param("zh", price.stage().zh()).param("en", price.stage().en())
                .param("price", price.priceMinor()).param("from", Timestamp.from(from))
                .param("until", timestamp(until)).param("by", by).param("why", why).update();
    }

    /** False when it is over or stopped already. */
    boolean stop(long entryId) {
        return jdbc.sql("""
                UPDATE promotion.list_price SET stopped_at = greatest(starts_at, shop_now())
                 WHERE entry_id = :id AND stopped_at IS NULL AND coalesce(ends_at, 'infinity') > shop_now()""")
                .param("id", entryId).update() == 1;
    }

    List<MethodRow> methods(long skuId) {
        return jdbc.sql("SELECT * FROM promotion.pricing_method WHERE sku_id = :sku ORDER BY version DESC LIMIT 20")
                .param("sku", skuId).query((rs, n) -> method(rs)).list();
    }

    /** The next version; whoever writes the same one at the same time waits and fails (callers hold the snapshot). */
    void insert(long skuId, int version, Method method, @Nullable Long costMinor, @Nullable Long floorMinor,
            String by) {
        jdbc.sql("""
                INSERT INTO promotion.pricing_method (sku_id, version, method, markup_bp, target_minor,
                  floor_margin_bp, cost_minor, floor_minor, note, by)
                VALUES (:sku, :version, :way, :markup, :target, :floor, :cost, :least, :note, :by)""")
                .param("cost", costMinor, java.sql.Types.BIGINT).param("least", floorMinor, java.sql.Types.BIGINT)
                .param("sku", skuId).param("version", version).param("way", method.way().name())
                .param("markup", method.markupBp(), java.sql.Types.INTEGER)
                .param("target", method.targetMinor(), java.sql.Types.BIGINT).param("floor", method.floorMarginBp())
                .param("note", method.note()).param("by", by).update();
    }

    /** The floors in force, in fen by SKU. */
    Map<Long, Long> floors() {
        Map<Long, Long> floors = new HashMap<>();
        jdbc.sql("""
                SELECT DISTINCT ON (sku_id) sku_id, floor_minor FROM promotion.pricing_method
                 ORDER BY sku_id, version DESC""")
                .query((ResultSet rs) -> {
                    Long floor = longOrNull(rs, "floor_minor");
                    if (floor != null) {
                        floors.put(rs.getLong("sku_id"), floor);
                    }
                });
        return floors;
    }

    List<SightRow> sights(long skuId) {
        return jdbc.sql("""
                SELECT * FROM promotion.competitor_price WHERE sku_id = :sku
                 ORDER BY seen_on DESC, observation_id DESC LIMIT 200""")
                .param("sku", skuId).query((rs, n) -> sight(rs)).list();
    }

    /** False when the day is still to come in the shop's zone. */
    boolean insert(long observationId, long skuId, Sight sight, String zone, String by) {
        return jdbc.sql("""
                INSERT INTO promotion.competitor_price (observation_id, sku_id, competitor, price_minor, seen_on,
                  source, by)
                SELECT :id, :sku, :competitor, :price, :day, :source, :by
                 WHERE :day <= (shop_now() AT TIME ZONE :zone)::date""")
                .param("id", observationId).param("sku", skuId).param("competitor", sight.competitor())
                .param("price", sight.priceMinor()).param("day", java.sql.Date.valueOf(sight.seenOn()))
                .param("source", sight.source()).param("zone", zone).param("by", by).update() == 1;
    }

    private static PriceList list(ResultSet rs) throws SQLException {
        return new PriceList(rs.getLong("list_id"), ListedPrice.Kind.valueOf(rs.getString("kind")),
                rs.getString("name_zh"), rs.getString("name_en"), regions(rs));
    }

    private static ListedPrice entry(ResultSet rs) throws SQLException {
        return new ListedPrice(rs.getLong("entry_id"), rs.getLong("list_id"),
                ListedPrice.Kind.valueOf(rs.getString("kind")),
                new ListedPrice.Stage(rs.getString("stage_zh"), rs.getString("stage_en")), rs.getLong("sku_id"),
                regions(rs), rs.getLong("price_minor"), rs.getTimestamp("starts_at").toInstant(),
                instant(rs, "until"), rs.getTimestamp("stopped_at") != null);
    }

    private static MethodRow method(ResultSet rs) throws SQLException {
        int markup = rs.getInt("markup_bp");
        Integer markupBp = rs.wasNull() ? null : Integer.valueOf(markup);
        return new MethodRow(rs.getInt("version"), new Method(Way.valueOf(rs.getString("method")), markupBp,
                longOrNull(rs, "target_minor"), rs.getInt("floor_margin_bp"), rs.getString("note")),
                longOrNull(rs, "cost_minor"), longOrNull(rs, "floor_minor"),
                rs.getTimestamp("at").toInstant(), rs.getString("by"));
    }

    private static SightRow sight(ResultSet rs) throws SQLException {
        return new SightRow(rs.getLong("observation_id"), new Sight(rs.getString("competitor"),
                rs.getLong("price_minor"), rs.getDate("seen_on").toLocalDate(), rs.getString("source")),
                rs.getTimestamp("at").toInstant(), rs.getString("by"));
    }

    private static Set<String> regions(ResultSet rs) throws SQLException {
        Array array = rs.getArray("regions");
        return Set.of((String[]) array.getArray());
    }

    private static @Nullable Long longOrNull(ResultSet rs, String column) throws SQLException {
        long value = rs.getLong(column);
        return rs.wasNull() ? null : Long.valueOf(value);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        Timestamp at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
