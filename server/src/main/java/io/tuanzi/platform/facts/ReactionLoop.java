package io.tuanzi.platform.facts;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.crash.CrashPoint;
import io.tuanzi.platform.time.Pauses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one reaction: 8 shards by aggregate, each with a cursor that moves in the transaction of the effect (E2).
 *
 * <p>A fact that fails {@value #TRIES} times is parked; later facts of its aggregate are parked behind it (E3).
 */
final class ReactionLoop extends ConsumerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ReactionLoop.class);
    static final int TRIES = 5;
    private static final int READ = 256;

    private final FactBook book;
    private final FactRegistry registry;
    private final Tx tx;
    private final Stamper stamper;
    private final Map<String, Class<? extends FactBody>> types = new HashMap<>();
    private final Map<String, Consumer<Recorded<FactBody>>> handlers = new HashMap<>();

    ReactionLoop(Reaction reaction, FactBook book, FactRegistry registry, Tx tx, Stamper stamper) {
        super(reaction.name());
        this.book = book;
        this.registry = registry;
        this.tx = tx;
        this.stamper = stamper;
        reaction.handlers().forEach((type, handler) -> {
            String name = registry.typeOf(type).name();
            types.put(name, type);
            handlers.put(name, handler);
        });
    }

    @Override
    Set<String> hears() {
        return Set.copyOf(types.keySet());
    }

    @Override
    void catchUp() {
        long head = stamper.head();
        boolean more = true;
        while (running() && more) {
            Map<Integer, Long> cursors = book.cursors(name()).stream()
                    .collect(Collectors.toMap(FactBook.Cursor::shard, FactBook.Cursor::position));
            long lowest = cursors.values().stream().mapToLong(Long::longValue).min().orElse(head);
            if (lowest >= head) {
                return;
            }
            List<FactBook.Row> facts = book.read(lowest, head, types.keySet(), READ);
            more = facts.size() == READ;
            for (FactBook.Row fact : facts) {
                long from = cursors.getOrDefault(fact.shard(), head);
                if (fact.position() > from) {
                    if (!handle(fact, from)) {
                        return;
                    }
                    cursors.put(fact.shard(), fact.position());
                }
            }
            long upTo = more ? facts.getLast().position() : head;
            List<FactBook.Cursor> behind = cursors.entrySet().stream().filter(c -> c.getValue() < upTo)
                    .map(c -> new FactBook.Cursor(c.getKey(), c.getValue())).toList();
            if (!behind.isEmpty()) {
                tx.run("platform.cursor", () -> {
                    book.losable(); // no effect hangs on it: lost in a crash, the same facts are passed over once more
                    book.advanceAll(name(), behind, upTo);
                });
            }
        }
    }

    /** False when another node took this shard meanwhile. */
    private boolean handle(FactBook.Row fact, long from) {
        for (int attempt = 1; running(); attempt++) {
            try {
                return tx.call("reaction." + name(), () -> step(fact, from));
            } catch (RuntimeException | Error e) {
                if (attempt >= TRIES && !isDatabaseAway(e)) {
                    return park(fact, from, e, attempt);
                }
                LOG.info("{} failed at {} (try {}): {}", name(), fact.position(), attempt, e.toString());
                Pauses.millis(Math.min(1_000, 20L << Math.min(attempt, 6)));
            }
        }
        return false;
    }

    private boolean step(FactBook.Row fact, long from) {
        if (!book.advance(name(), fact.shard(), from, fact.position())) {
            return false;
        }
        if (book.isParked(name(), fact.aggregate(), fact.aggregateId())) {
            book.park(name(), fact, "waits behind an earlier parked fact", 0);
            return true;
        }
        apply(fact);
        CrashPoint.reached("reaction." + name() + ".effect");
        return true;
    }

    /** The handler alone, in the caller's transaction. */
    void apply(FactBook.Row fact) {
        Class<? extends FactBody> type = types.get(fact.type());
        Consumer<Recorded<FactBody>> handler = handlers.get(fact.type());
        if (type == null || handler == null) {
            throw new IllegalStateException(name() + " does not hear " + fact.type());
        }
        Recorded<? extends FactBody> recorded = registry.read(fact, type);
        @SuppressWarnings("unchecked")
        Recorded<FactBody> typed = (Recorded<FactBody>) recorded;
        handler.accept(typed);
    }

    private boolean park(FactBook.Row fact, long from, Throwable error, int attempts) {
        LOG.warn("{} parks fact {} ({} {})", name(), fact.position(), fact.aggregate(), fact.aggregateId(), error);
        return tx.call("reaction.park", () -> {
            if (!book.advance(name(), fact.shard(), from, fact.position())) {
                return false;
            }
            book.park(name(), fact, String.valueOf(error), attempts);
            return true;
        });
    }

    /** A database that is away or busy is waited for; it says nothing about the fact. */
    private static boolean isDatabaseAway(Throwable e) {
        return e instanceof org.springframework.transaction.TransactionException
                || e instanceof org.springframework.dao.DataAccessResourceFailureException
                || e instanceof org.springframework.dao.PessimisticLockingFailureException
                || e instanceof org.springframework.jdbc.CannotGetJdbcConnectionException;
    }
}
