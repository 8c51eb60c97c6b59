package io.tuanzi.groupbuy.internal;

import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.NewActivity;
import io.tuanzi.platform.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of offers. */
@Repository
class ActivityBook {

    private static final String ROW = """
            SELECT a.*, (SELECT json_object_agg(p.sku_id, p.price_minor) FROM groupbuy.activity_price p
                          WHERE p.activity_id = a.activity_id)::text AS prices
              FROM groupbuy.activity a\s""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    ActivityBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    Optional<Activity> find(long activityId) {
        return jdbc.sql(ROW + " WHERE a.activity_id = :id").param("id", activityId).query(ActivityBook::row)
                .optional();
    }

    /** The version of an offer that runs now, 0 when it does not. */
    int runningVersion(long activityId) {
        return jdbc.sql("""
                SELECT version FROM groupbuy.activity
                 WHERE activity_id = :id AND stopped_at IS NULL AND starts_at <= shop_now()
                   AND (ends_at IS NULL OR ends_at > shop_now())""")
                .param("id", activityId).query(Integer.class).optional().orElse(0);
    }

    String latePolicy(long activityId) {
        return jdbc.sql("SELECT late_policy FROM groupbuy.activity WHERE activity_id = :id")
                .param("id", activityId).query(String.class).single();
    }

    List<Activity> running() {
        return jdbc.sql(ROW + """
                 WHERE a.stopped_at IS NULL AND a.starts_at <= shop_now()
                   AND (a.ends_at IS NULL OR a.ends_at > shop_now())""").query(ActivityBook::row).list();
    }

    List<Activity> all() {
        return jdbc.sql(ROW + " ORDER BY a.activity_id DESC LIMIT 500").query(ActivityBook::row).list();
    }

    /** False when another offer of the product is not stopped. */
    boolean insert(long activityId, NewActivity a) {
        return jdbc.sql("""
                INSERT INTO groupbuy.activity (activity_id, product_id, size, window_minutes, hold_minutes,
                    per_person_limit, late_policy, starts_at, ends_at)
                VALUES (:id, :product, :size, :win, :hold, :cap, :late, coalesce(:starts::timestamptz, shop_now()),
                        :ends::timestamptz)
                ON CONFLICT (product_id) WHERE stopped_at IS NULL DO NOTHING""")
                .param("id", activityId).param("product", a.productId()).param("size", a.size())
                .param("win", a.windowMinutes()).param("hold", a.holdMinutes()).param("cap", a.perPersonLimit())
                .param("late", a.latePolicy()).param("starts", at(a.startsAt())).param("ends", at(a.endsAt()))
                .update() == 1;
    }

    void change(long activityId, NewActivity a) {
        jdbc.sql("""
                UPDATE groupbuy.activity SET size = :size, window_minutes = :win, hold_minutes = :hold,
                       per_person_limit = :cap, late_policy = :late, ends_at = :ends::timestamptz,
                       starts_at = coalesce(:starts::timestamptz, starts_at), version = version + 1
                 WHERE activity_id = :id""")
                .param("id", activityId).param("size", a.size()).param("win", a.windowMinutes())
                .param("hold", a.holdMinutes()).param("cap", a.perPersonLimit()).param("late", a.latePolicy())
                .param("starts", at(a.startsAt())).param("ends", at(a.endsAt())).update();
    }

    void setPrices(long activityId, Map<Long, Long> prices) {
        jdbc.sql("DELETE FROM groupbuy.activity_price WHERE activity_id = :id").param("id", activityId).update();
        Columns.of(List.copyOf(prices.entrySet())).int8(p -> activityId).int8(Map.Entry::getKey)
                .int8(Map.Entry::getValue).update(template, """
                INSERT INTO groupbuy.activity_price (activity_id, sku_id, price_minor)
                SELECT a, s, p FROM unnest(?, ?, ?) AS t(a, s, p)""");
    }

    boolean stop(long activityId) {
        return jdbc.sql("""
                UPDATE groupbuy.activity SET stopped_at = shop_now(), version = version + 1
                 WHERE activity_id = :id AND stopped_at IS NULL""").param("id", activityId).update() == 1;
    }

    private static java.time.@Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Activity row(ResultSet rs, int n) throws SQLException {
        return new Activity(rs.getLong("activity_id"), rs.getLong("product_id"), rs.getInt("size"),
                rs.getInt("window_minutes"), rs.getInt("hold_minutes"), rs.getInt("per_person_limit"),
                rs.getString("late_policy"), rs.getTimestamp("starts_at").toInstant(),
                instant(rs.getTimestamp("ends_at")), instant(rs.getTimestamp("stopped_at")), rs.getInt("version"),
                prices(rs.getString("prices")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** Reads {@code {"12" : 990, …}}: digits only, so a full JSON reader is not needed. */
    private static Map<Long, Long> prices(@Nullable String object) {
        Map<Long, Long> prices = new HashMap<>();
        if (object != null) {
            for (String pair : object.replaceAll("[{}\"\\s]", "").split(",", -1)) {
                int colon = pair.indexOf(':');
                if (colon > 0) {
                    prices.put(Long.valueOf(pair.substring(0, colon)), Long.valueOf(pair.substring(colon + 1)));
                }
            }
        }
        return prices;
    }
}
