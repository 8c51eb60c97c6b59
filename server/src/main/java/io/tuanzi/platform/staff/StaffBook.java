package io.tuanzi.platform.staff;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Staff, roles and sessions: {@code platform.staff}, {@code staff_role}, {@code role}, {@code staff_session}. */
@Repository
class StaffBook {

    record Person(long staffId, String username, String name, List<String> roles, boolean enabled, boolean demo,
                  @Nullable Instant lastLoginAt) {
    }

    record Secret(long staffId, String passwordHash, boolean mayTry, boolean enabled) {
    }

    record Role(String code, String nameZh, String nameEn, List<String> permissions) {
    }

    record Live(long staffId, String username, List<String> permissions, boolean stale) {
    }

    private static final String PERSON = """
            SELECT s.*, coalesce((SELECT array_agg(r.role ORDER BY r.role) FROM platform.staff_role r
                                   WHERE r.staff_id = s.staff_id), '{}') AS roles
              FROM platform.staff s\s""";

    private final JdbcClient jdbc;

    StaffBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean insert(Person person, String passwordHash) {
        boolean made = jdbc.sql("""
                INSERT INTO platform.staff (staff_id, username, name, password_hash, demo)
                VALUES (:id, :username, :name, :hash, :demo) ON CONFLICT (username) DO NOTHING""")
                .param("id", person.staffId()).param("username", person.username()).param("name", person.name())
                .param("hash", passwordHash).param("demo", person.demo()).update() == 1;
        if (made) {
            setRoles(person.staffId(), person.roles());
        }
        return made;
    }

    void update(long staffId, String name, boolean enabled) {
        jdbc.sql("UPDATE platform.staff SET name = :name, enabled = :enabled WHERE staff_id = :id")
                .param("name", name).param("enabled", enabled).param("id", staffId).update();
    }

    void setRoles(long staffId, Collection<String> roles) {
        jdbc.sql("DELETE FROM platform.staff_role WHERE staff_id = :id").param("id", staffId).update();
        jdbc.sql("INSERT INTO platform.staff_role (staff_id, role) SELECT :id, unnest(:roles::text[])")
                .param("id", staffId).param("roles", roles.toArray(String[]::new)).update();
    }

    void setPassword(long staffId, String hash) {
        jdbc.sql("""
                UPDATE platform.staff SET password_hash = :hash, demo = false, failures = 0, locked_until = NULL
                 WHERE staff_id = :id""").param("hash", hash).param("id", staffId).update();
    }

    List<Person> people() {
        return jdbc.sql(PERSON + "ORDER BY s.staff_id LIMIT 1000").query(StaffBook::person).list();
    }

    Optional<Person> person(long staffId) {
        return jdbc.sql(PERSON + "WHERE s.staff_id = :id").param("id", staffId).query(StaffBook::person).optional();
    }

    Optional<Secret> secret(String username) {
        return jdbc.sql("""
                SELECT staff_id, password_hash, coalesce(locked_until <= clock_timestamp(), true), enabled
                  FROM platform.staff WHERE username = :username""")
                .param("username", username)
                .query((rs, n) -> new Secret(rs.getLong(1), rs.getString(2), rs.getBoolean(3), rs.getBoolean(4)))
                .optional();
    }

    /** Counts a wrong password; from the tenth in a row each locks the account, for one minute, two, four … sixty. */
    void failed(long staffId) {
        jdbc.sql("""
                UPDATE platform.staff SET failures = failures + 1,
                       locked_until = CASE WHEN failures + 1 < 10 THEN NULL
                           ELSE clock_timestamp() + make_interval(mins => least(60, 2 ^ least(failures - 9, 6))::int)
                           END
                 WHERE staff_id = :id""").param("id", staffId).update();
    }

    void succeeded(long staffId) {
        jdbc.sql("""
                UPDATE platform.staff SET failures = 0, locked_until = NULL, last_login_at = clock_timestamp()
                 WHERE staff_id = :id""").param("id", staffId).update();
    }

    List<Role> roles() {
        return jdbc.sql("SELECT * FROM platform.role ORDER BY code").query(StaffBook::role).list();
    }

    /** Locks all roles: who may do what is changed by one at a time. */
    List<Role> lockRoles() {
        return jdbc.sql("SELECT * FROM platform.role ORDER BY code FOR UPDATE").query(StaffBook::role).list();
    }

    boolean setPermissions(String role, Collection<String> permissions) {
        return jdbc.sql("UPDATE platform.role SET permissions = :permissions::text[] WHERE code = :role")
                .param("permissions", permissions.toArray(String[]::new)).param("role", role).update() == 1;
    }

    /** How many enabled people hold a permission. */
    int holders(String permission) {
        return jdbc.sql("""
                SELECT count(DISTINCT s.staff_id) FROM platform.staff s JOIN platform.staff_role sr USING (staff_id)
                  JOIN platform.role r ON r.code = sr.role
                 WHERE s.enabled AND :permission = ANY(r.permissions)""")
                .param("permission", permission).query(Integer.class).single();
    }

    void openSession(byte[] tokenHash, long staffId) {
        jdbc.sql("INSERT INTO platform.staff_session (token_hash, staff_id) VALUES (:hash, :id)")
                .param("hash", tokenHash).param("id", staffId).update();
    }

    void endSession(byte[] tokenHash) {
        jdbc.sql("DELETE FROM platform.staff_session WHERE token_hash = :hash").param("hash", tokenHash).update();
    }

    void endSessionsOf(long staffId) {
        jdbc.sql("DELETE FROM platform.staff_session WHERE staff_id = :id").param("id", staffId).update();
    }

    /** A session used within two hours and begun within twelve, of someone enabled. */
    Optional<Live> live(byte[] tokenHash) {
        return jdbc.sql("""
                SELECT s.staff_id, s.username, t.seen_at < clock_timestamp() - interval '5 minutes',
                       coalesce((SELECT array_agg(DISTINCT p) FROM platform.staff_role sr
                                   JOIN platform.role r ON r.code = sr.role, unnest(r.permissions) p
                                  WHERE sr.staff_id = s.staff_id), '{}')
                  FROM platform.staff_session t JOIN platform.staff s USING (staff_id)
                 WHERE t.token_hash = :hash AND s.enabled AND t.seen_at > clock_timestamp() - interval '2 hours'
                   AND t.created_at > clock_timestamp() - interval '12 hours'""")
                .param("hash", tokenHash)
                .query((rs, n) -> new Live(rs.getLong(1), rs.getString(2), texts(rs.getArray(4)), rs.getBoolean(3)))
                .optional();
    }

    void seen(byte[] tokenHash) {
        jdbc.sql("UPDATE platform.staff_session SET seen_at = clock_timestamp() WHERE token_hash = :hash")
                .param("hash", tokenHash).update();
    }

    int deleteOldSessions() {
        return jdbc.sql("""
                DELETE FROM platform.staff_session WHERE seen_at < clock_timestamp() - interval '2 hours'
                    OR created_at < clock_timestamp() - interval '12 hours'""").update();
    }

    private static Person person(ResultSet rs, int n) throws SQLException {
        OffsetDateTime lastLogin = rs.getObject("last_login_at", OffsetDateTime.class);
        return new Person(rs.getLong("staff_id"), rs.getString("username"), rs.getString("name"),
                texts(rs.getArray("roles")), rs.getBoolean("enabled"), rs.getBoolean("demo"),
                lastLogin == null ? null : lastLogin.toInstant());
    }

    private static Role role(ResultSet rs, int n) throws SQLException {
        return new Role(rs.getString("code"), rs.getString("name_zh"), rs.getString("name_en"),
                texts(rs.getArray("permissions")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
