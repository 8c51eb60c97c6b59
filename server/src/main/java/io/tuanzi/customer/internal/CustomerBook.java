package io.tuanzi.customer.internal;

import io.tuanzi.customer.CohortView;
import io.tuanzi.customer.CustomerView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People and cohorts: {@code customer.customer}, {@code customer.cohort}, {@code customer.cohort_member}. */
@Repository
class CustomerBook {

    /** A person in a cohort. */
    record Member(long customerId, Instant since) {
    }

    private final JdbcClient jdbc;

    CustomerBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts a person; false when the phone belongs to someone already. */
    boolean insert(CustomerView person, byte[] phoneSealed, byte[] phoneIndex, @Nullable Instant joinedAt) {
        return jdbc.sql("""
                INSERT INTO customer.customer (customer_id, phone_sealed, phone_index, phone_masked, nickname, avatar,
                                               demo, joined_at)
                VALUES (:id, :sealed, :index, :masked, :nickname, :avatar, :demo, coalesce(:joined, shop_now()))
                ON CONFLICT (phone_index) DO NOTHING""")
                .param("id", person.customerId()).param("sealed", phoneSealed).param("index", phoneIndex)
                .param("masked", person.phoneMasked()).param("nickname", person.nickname())
                .param("avatar", person.avatar()).param("demo", person.demo())
                .param("joined", joinedAt == null ? null : joinedAt.atOffset(ZoneOffset.UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update() == 1;
    }

    Optional<Long> byPhone(byte[] phoneIndex) {
        return jdbc.sql("SELECT customer_id FROM customer.customer WHERE phone_index = :index")
                .param("index", phoneIndex).query(Long.class).optional();
    }

    List<CustomerView> views(Collection<Long> ids) {
        return jdbc.sql("SELECT * FROM customer.customer WHERE customer_id = ANY(:ids)")
                .param("ids", ids.toArray(Long[]::new)).query(CustomerBook::view).list();
    }

    /** Newest first, of those whose nickname starts with the text; all when it is null. */
    List<CustomerView> page(@Nullable String prefix, byte @Nullable [] phoneIndex, long before, int limit) {
        return jdbc.sql("""
                SELECT * FROM customer.customer
                 WHERE customer_id < :before AND retired_at IS NULL
                   AND (:prefix::text IS NULL OR starts_with(nickname, :prefix) OR phone_index = :index)
                 ORDER BY customer_id DESC LIMIT :limit""")
                .param("before", before).param("prefix", prefix)
                .param("index", phoneIndex, java.sql.Types.BINARY).param("limit", limit)
                .query(CustomerBook::view).list();
    }

    List<Long> demo() {
        return jdbc.sql("""
                SELECT customer_id FROM customer.customer WHERE demo AND retired_at IS NULL
                 ORDER BY joined_at, customer_id""")
                .query(Long.class).list();
    }

    void retireDemo() {
        jdbc.sql("""
                DELETE FROM customer.address a USING customer.customer c
                 WHERE c.customer_id = a.customer_id AND c.demo""").update();
        jdbc.sql("""
                UPDATE customer.customer
                   SET retired_at = shop_now(), version = version + 1, nickname = '示例顾客', avatar = 'dumpling-0',
                       phone_sealed = NULL, phone_index = NULL, phone_masked = '', address_count = 0
                 WHERE demo AND retired_at IS NULL""").update();
        jdbc.sql("""
                DELETE FROM customer.session s USING customer.customer c
                 WHERE c.customer_id = s.customer_id AND c.demo""").update();
    }

    void rename(long customerId, @Nullable String nickname, @Nullable String avatar) {
        jdbc.sql("""
                UPDATE customer.customer SET nickname = coalesce(:nickname, nickname),
                       avatar = coalesce(:avatar, avatar)
                 WHERE customer_id = :id""")
                .param("nickname", nickname).param("avatar", avatar).param("id", customerId).update();
    }

    /** Locks the person; empty when there is none. Whatever belongs to one person is decided under this lock. */
    Optional<CustomerView> lock(long customerId) {
        return jdbc.sql("SELECT * FROM customer.customer WHERE customer_id = :id FOR UPDATE")
                .param("id", customerId).query(CustomerBook::view).optional();
    }

    /** Takes the next version of the person, for a fact. */
    long nextVersion(long customerId) {
        return jdbc.sql("""
                UPDATE customer.customer SET version = version + 1 WHERE customer_id = :id RETURNING version""")
                .param("id", customerId).query(Long.class).single();
    }

    List<Map.Entry<Long, String>> cohorts(Collection<Long> ids) {
        return jdbc.sql("""
                SELECT customer_id, code FROM customer.cohort_member WHERE customer_id = ANY(:ids)
                 ORDER BY customer_id, code""")
                .param("ids", ids.toArray(Long[]::new))
                .query((rs, n) -> Map.entry(rs.getLong(1), rs.getString(2))).list();
    }

    List<CohortView> allCohorts() {
        return jdbc.sql("SELECT * FROM customer.cohort ORDER BY code")
                .query((rs, n) -> new CohortView(rs.getString("code"), rs.getString("name_zh"),
                        rs.getString("name_en"), rs.getInt("size"), rs.getObject("cap", Integer.class),
                        rs.getBoolean("for_newcomers"))).list();
    }

    /** Takes one place in a cohort; false when it is full or there is no such cohort. The cap holds in this line. */
    boolean takePlace(String code) {
        return jdbc.sql("""
                UPDATE customer.cohort SET size = size + 1 WHERE code = :code AND (cap IS NULL OR size < cap)""")
                .param("code", code).update() == 1;
    }

    /** Takes a place in every cohort that newcomers enter and that has one left; in the order of their codes. */
    List<String> takePlacesForNewcomers() {
        return jdbc.sql("""
                UPDATE customer.cohort SET size = size + 1
                 WHERE for_newcomers AND (cap IS NULL OR size < cap) RETURNING code""")
                .query(String.class).list().stream().sorted().toList();
    }

    void enter(String code, long customerId) {
        jdbc.sql("INSERT INTO customer.cohort_member (code, customer_id) VALUES (:code, :id)")
                .param("code", code).param("id", customerId).update();
    }

    /** Leaves a cohort and gives the place back; the person must be locked. */
    void leave(String code, long customerId) {
        jdbc.sql("""
                WITH gone AS (
                  DELETE FROM customer.cohort_member WHERE code = :code AND customer_id = :id RETURNING code)
                UPDATE customer.cohort c SET size = size - 1 FROM gone WHERE c.code = gone.code""")
                .param("code", code).param("id", customerId).update();
    }

    /** Who is in a cohort, by id: id and since when. */
    List<Member> members(String code, long afterId, int limit) {
        return jdbc.sql("""
                SELECT customer_id, at FROM customer.cohort_member
                 WHERE code = :code AND customer_id > :after ORDER BY customer_id LIMIT :limit""")
                .param("code", code).param("after", afterId).param("limit", limit)
                .query((rs, n) -> new Member(rs.getLong(1), rs.getTimestamp(2).toInstant())).list();
    }

    /** Sets the rule of a cohort; a cap below its present size leaves no room for anyone new but removes nobody. */
    /** False when the code is in use. */
    boolean addCohort(CohortView cohort) {
        return jdbc.sql("""
                INSERT INTO customer.cohort (code, name_zh, name_en, cap, for_newcomers)
                VALUES (:code, :zh, :en, :cap, :newcomers) ON CONFLICT DO NOTHING""").param("code", cohort.code())
                .param("zh", cohort.nameZh()).param("en", cohort.nameEn())
                .param("cap", cohort.cap(), java.sql.Types.INTEGER).param("newcomers", cohort.forNewcomers())
                .update() == 1;
    }

    boolean setCohort(String code, @Nullable Integer cap, boolean forNewcomers) {
        return jdbc.sql("""
                UPDATE customer.cohort SET cap = CASE WHEN :cap::int IS NULL THEN NULL ELSE greatest(:cap, size) END,
                       for_newcomers = :newcomers WHERE code = :code""")
                .param("cap", cap, java.sql.Types.INTEGER).param("newcomers", forNewcomers).param("code", code)
                .update() == 1;
    }

    private static CustomerView view(ResultSet rs, int n) throws SQLException {
        return new CustomerView(rs.getLong("customer_id"), rs.getString("nickname"), rs.getString("avatar"),
                rs.getString("phone_masked"), rs.getString("tier"), rs.getBoolean("demo"),
                rs.getObject("joined_at", OffsetDateTime.class).toInstant());
    }
}
