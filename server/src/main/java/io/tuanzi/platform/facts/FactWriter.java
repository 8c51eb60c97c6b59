package io.tuanzi.platform.facts;

import io.tuanzi.platform.Tx;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes facts into the inbox and wakes the stamper after the commit. */
@Component
class FactWriter implements Facts {

    private final FactBook book;
    private final FactRegistry registry;
    private final Stamper stamper;

    FactWriter(FactBook book, FactRegistry registry, Stamper stamper) {
        this.book = book;
        this.registry = registry;
        this.stamper = stamper;
    }

    @Override
    public void record(List<NewFact> facts) {
        Tx.requireOpen("a fact");
        if (facts.isEmpty()) {
            return;
        }
        int n = facts.size();
        String[] types = new String[n];
        Short[] versions = new Short[n];
        String[] aggregates = new String[n];
        Long[] ids = new Long[n];
        Long[] seqs = new Long[n];
        String[] bodies = new String[n];
        for (int i = 0; i < n; i++) {
            NewFact fact = facts.get(i);
            FactType type = registry.typeOf(fact.body().getClass());
            types[i] = type.name();
            versions[i] = (short) type.version();
            aggregates[i] = type.aggregate();
            ids[i] = fact.aggregateId();
            seqs[i] = fact.seq();
            bodies[i] = registry.write(fact.body());
        }
        book.insert(types, versions, aggregates, ids, seqs, bodies);
        Tx.afterCommit(stamper::wake);
    }
}
