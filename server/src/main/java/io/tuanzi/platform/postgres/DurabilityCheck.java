package io.tuanzi.platform.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** D1: the shop refuses to open on a server that could forget an order it has acknowledged. */
public final class DurabilityCheck {
    private static final int OLDEST = 180_000;

    private DurabilityCheck() {}

    /** Reads the settings as the serving role sees them; refused with every bad value named. */
    public static void require(Connection connection) throws SQLException {
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
                SELECT current_setting('server_version_num')::int AS version, current_setting('fsync') AS fsync,
                       current_setting('synchronous_commit') AS synchronous_commit,
                       current_setting('full_page_writes') AS full_page_writes,
                       current_setting('data_checksums') AS data_checksums
                """)) {
            row.next();
            if (row.getInt("version") < OLDEST) {
                chinese.add("PostgreSQL 版本过旧（" + row.getInt("version") + "），需要 18 或更新");
                english.add("PostgreSQL is too old (" + row.getInt("version") + "), 18 or newer is needed");
            }
            for (String[] rule : new String[][] {{"fsync", "on"}, {"synchronous_commit", "on", "remote_apply"},
                {"full_page_writes", "on"}, {"data_checksums", "on"}}) {
                String value = row.getString(rule[0]);
                List<String> safe = List.of(rule).subList(1, rule.length);
                if (!safe.contains(value)) {
                    chinese.add(rule[0] + "=" + value + "，应为 " + String.join(" 或 ", safe));
                    english.add(rule[0] + "=" + value + ", must be " + String.join(" or ", safe));
                }
            }
        }
        if (!english.isEmpty()) {
            throw new DatabaseTrouble("数据库设置会丢失已确认的订单，拒绝开店（D1）：" + String.join("；", chinese) + "。",
                    "The database could lose acknowledged orders, so the shop does not open (D1): "
                            + String.join("; ", english) + ".");
        }
    }
}
