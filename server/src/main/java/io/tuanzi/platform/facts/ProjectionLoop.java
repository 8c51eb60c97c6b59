package io.tuanzi.platform.facts;

import io.tuanzi.platform.Tx;
import java.util.List;
import java.util.Set;

/** Runs one projection: lists of facts per transaction, one cursor. */
final class ProjectionLoop extends ConsumerLoop {

    private static final int READ = 500;

    private final Projection projection;
    private final FactBook book;
    private final FactRegistry registry;
    private final Tx tx;
    private final Stamper stamper;

    ProjectionLoop(Projection projection, FactBook book, FactRegistry registry, Tx tx, Stamper stamper) {
        super(projection.name());
        this.projection = projection;
        this.book = book;
        this.registry = registry;
        this.tx = tx;
        this.stamper = stamper;
    }

    @Override
    Set<String> hears() {
        return projection.reads();
    }

    @Override
    void catchUp() {
        long head = stamper.head();
        while (running() && step(head)) {
            // one list per transaction until the head
        }
    }

    private boolean step(long head) {
        return tx.call("projection." + name(), () -> {
            long from = book.cursors(name()).getFirst().position();
            if (from >= head) {
                return false;
            }
            Set<String> reads = projection.reads();
            List<FactBook.Row> facts = book.read(from, head, reads, READ);
            long to = facts.size() == READ ? facts.getLast().position() : head;
            if (!book.advance(name(), 0, from, to)) {
                return false;
            }
            if (!facts.isEmpty()) {
                projection.apply(facts.stream().map(registry::readTree).toList());
            }
            return to < head;
        });
    }

    /** Empties the read model and lets it read the log again. */
    void rebuild() {
        tx.run("projection.rebuild", () -> {
            book.resetCursors(name());
            projection.clear();
        });
        wake();
    }
}
