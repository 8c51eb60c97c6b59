package io.tuanzi.ledger.internal;

import io.tuanzi.ledger.Ledger.AccountRow;
import io.tuanzi.ledger.Ledger.Totals;
import io.tuanzi.ledger.Ledger.TransferRow;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.platform.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the ledger. */
@Repository
class LedgerBook {

    private static final String SIDES = """
            (SELECT credit AS account, amount_minor AS amount FROM ledger.transfer
             UNION ALL SELECT debit, -amount_minor FROM ledger.transfer)""";

    record Change(String account, long delta) {
    }

    /** What a transfer is on the book once by. */
    record Once(String kind, String ref, int leg) {

        static Once of(Transfer transfer) {
            return new Once(transfer.kind(), transfer.ref(), transfer.leg());
        }
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    LedgerBook(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Makes missing balance rows, so that there is always something to lock. */
    void ensure(List<String> accounts) {
        Columns.of(accounts).text(a -> a).update(template, """
                INSERT INTO ledger.balance (account) SELECT a FROM unnest(?) a ORDER BY a ON CONFLICT DO NOTHING""");
    }

    Map<String, Long> lock(List<String> accounts) {
        return Columns.of(accounts).text(a -> a).query(template, """
                SELECT account, balance_minor FROM ledger.balance WHERE account = ANY(?) ORDER BY account FOR UPDATE""",
                (rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Inserts what is not yet on the book, in the order of the list, and returns what was inserted. */
    List<Once> insert(List<Transfer> transfers) {
        return Columns.of(transfers).text(Transfer::kind).text(Transfer::ref).int4(Transfer::leg)
                .text(Transfer::debit).text(Transfer::credit).int8(Transfer::amountMinor).query(template, """
                INSERT INTO ledger.transfer (kind, ref, leg, debit, credit, amount_minor)
                SELECT kind, ref, leg, debit, credit, amount
                  FROM unnest(?, ?, ?, ?, ?, ?) AS t(kind, ref, leg, debit, credit, amount)
                ON CONFLICT (kind, ref, leg) DO NOTHING RETURNING kind, ref, leg""",
                (rs, n) -> new Once(rs.getString(1), rs.getString(2), rs.getInt(3)));
    }

    /** Applies changes to stored balances; rows that would go below zero are left and not counted. */
    int apply(List<Change> changes) {
        return Columns.of(changes).text(Change::account).int8(Change::delta).update(template, """
                UPDATE ledger.balance b SET balance_minor = b.balance_minor + c.delta
                  FROM unnest(?, ?) AS c(account, delta)
                 WHERE b.account = c.account AND b.balance_minor + c.delta >= 0""");
    }

    /** Stored balances of accounts with a floor; M2 holds them equal to their transfers. */
    Map<String, Long> stored(List<String> accounts) {
        return accounts.isEmpty() ? Map.of() : Columns.of(accounts).text(a -> a).query(template, """
                SELECT account, balance_minor FROM ledger.balance WHERE account = ANY(?)""",
                (rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Balances of accounts that are the sum of their transfers. */
    Map<String, Long> summed(List<String> accounts) {
        return accounts.isEmpty() ? Map.of() : jdbc.sql("SELECT account, sum(amount)::bigint FROM " + SIDES
                        + " t WHERE account = ANY(:accounts) GROUP BY account")
                .param("accounts", accounts.toArray(String[]::new))
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<String, Long> totalsByClass() {
        return jdbc.sql("SELECT split_part(account, '/', 1), sum(amount)::bigint FROM " + SIDES + " t GROUP BY 1")
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    long standing(String floorClass) {
        return jdbc.sql("""
                SELECT coalesce(sum(balance_minor), 0)::bigint FROM ledger.balance
                 WHERE account >= :from AND account < :until""")
                .param("from", floorClass + "/").param("until", floorClass + "0").query(Long.class).single();
    }

    List<TransferRow> transfers(@Nullable String account, @Nullable String ref, long before, int limit) {
        return jdbc.sql("""
                SELECT * FROM ledger.transfer
                 WHERE transfer_id < :before AND (:ref::text IS NULL OR ref = :ref)
                   AND (:account::text IS NULL OR debit = :account OR credit = :account)
                 ORDER BY transfer_id DESC LIMIT :limit""")
                .param("before", before).param("ref", ref).param("account", account).param("limit", limit)
                .query(LedgerBook::row).list();
    }

    List<TransferRow> of(Collection<String> refs) {
        return jdbc.sql("SELECT * FROM ledger.transfer WHERE ref = ANY(:refs) ORDER BY transfer_id")
                .param("refs", refs.toArray(String[]::new)).query(LedgerBook::row).list();
    }

    List<AccountRow> accounts(@Nullable String prefix, String after, int limit) {
        return jdbc.sql("SELECT account, sum(amount)::bigint FROM " + SIDES + """
                 t WHERE account > :after AND (:prefix::text IS NULL OR starts_with(account, :prefix))
                 GROUP BY account ORDER BY account LIMIT :limit""")
                .param("after", after).param("prefix", prefix).param("limit", limit)
                .query((rs, n) -> new AccountRow(rs.getString(1), rs.getLong(2), Floors.has(rs.getString(1))))
                .list();
    }

    Totals totals() {
        return jdbc.sql("""
                SELECT coalesce(sum(amount_minor) FILTER (WHERE debit IS NOT NULL), 0)::bigint,
                       coalesce(sum(amount_minor) FILTER (WHERE credit IS NOT NULL), 0)::bigint, count(*)
                  FROM ledger.transfer""")
                .query((rs, n) -> new Totals(rs.getLong(1), rs.getLong(2), rs.getLong(3))).single();
    }

    private static TransferRow row(ResultSet rs, int n) throws SQLException {
        return new TransferRow(rs.getLong("transfer_id"), rs.getTimestamp("at").toInstant(), rs.getString("kind"),
                rs.getString("ref"), rs.getInt("leg"), rs.getString("debit"), rs.getString("credit"),
                rs.getLong("amount_minor"));
    }
}
