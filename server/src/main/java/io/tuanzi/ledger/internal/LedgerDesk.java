package io.tuanzi.ledger.internal;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.web.Paged;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ledger at work: lock what has a floor, insert, apply the changes of what was really inserted. */
@Component
class LedgerDesk implements Ledger {

    private final LedgerBook book;

    LedgerDesk(LedgerBook book) {
        this.book = book;
    }

    @Override
    public void post(List<Transfer> transfers) {
        Tx.requireOpen("a posting");
        if (transfers.isEmpty()) {
            return;
        }
        lock(transfers.stream().flatMap(t -> Stream.of(t.debit(), t.credit())).toList());
        TreeMap<String, Long> changes = new TreeMap<>();
        Set<LedgerBook.Once> fresh = new HashSet<>(book.insert(transfers));
        for (Transfer posted : transfers) {
            if (fresh.remove(LedgerBook.Once.of(posted))) { // of twins in one list the first was inserted
                change(changes, posted.debit(), -posted.amountMinor());
                change(changes, posted.credit(), posted.amountMinor());
            }
        }
        List<LedgerBook.Change> effective = changes.entrySet().stream().filter(c -> c.getValue() != 0)
                .map(c -> new LedgerBook.Change(c.getKey(), c.getValue())).toList();
        if (!effective.isEmpty() && book.apply(effective) != effective.size()) {
            throw new Insufficient(effective.stream().filter(c -> c.delta() < 0).findFirst()
                    .map(LedgerBook.Change::account).orElse("?"));
        }
    }

    private static void change(Map<String, Long> changes, String account, long delta) {
        if (Floors.has(account)) {
            changes.merge(account, delta, Math::addExact);
        }
    }

    @Override
    public Map<String, Long> lock(Collection<String> accounts) {
        Tx.requireOpen("a lock");
        List<String> floored = accounts.stream().filter(Floors::has).distinct().sorted().toList();
        if (floored.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> locked = book.lock(floored);
        if (locked.size() < floored.size()) {
            book.ensure(floored);
            locked = book.lock(floored);
        }
        return locked;
    }

    @Override
    public long balance(String account) {
        return balances(List.of(account)).getOrDefault(account, 0L);
    }

    @Override
    public Map<String, Long> balances(Collection<String> accounts) {
        Map<Boolean, List<String>> byFloor = accounts.stream().distinct()
                .collect(Collectors.partitioningBy(Floors::has));
        Map<String, Long> all = new HashMap<>(book.stored(byFloor.getOrDefault(true, List.of())));
        all.putAll(book.summed(byFloor.getOrDefault(false, List.of())));
        accounts.forEach(account -> all.putIfAbsent(account, 0L));
        return all;
    }

    @Override
    public Map<String, Long> totalsByClass() {
        return book.totalsByClass();
    }

    @Override
    public long standing(String floorClass) {
        return book.standing(floorClass);
    }

    @Override
    public Paged<TransferRow> transfers(@Nullable String account, @Nullable String ref, @Nullable String after,
                                        int limit) {
        long before = Paged.cursorId(after, Long.MAX_VALUE);
        return Paged.of(book.transfers(account, ref, before, limit + 1), limit, TransferRow::transferId);
    }

    @Override
    public List<TransferRow> of(Collection<String> refs) {
        return book.of(refs);
    }

    @Override
    public Paged<AccountRow> accounts(@Nullable String prefix, @Nullable String after, int limit) {
        return Paged.of(book.accounts(prefix, after == null ? "" : after, limit + 1), limit, AccountRow::account);
    }

    @Override
    public Totals totals() {
        return book.totals();
    }
}
