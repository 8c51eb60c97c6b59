package io.tuanzi.platform.facts;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Starts the consumers with the shop, and lets people look into the log and decide about parked facts. */
@Component
public class FactDesk implements SmartLifecycle {

    /** A parked fact with how many later facts of its aggregate wait behind it. */
    public record Parked(long parkedId, String consumer, Recorded<JsonNode> fact, String error, int attempts,
                         Instant at, int waiting) {
    }

    /** Where a consumer stands. {@code lag} counts log positions, of any type. */
    public record Standing(String name, String kind, int shard, long position, long lag) {
    }

    private final FactBook book;
    private final FactRegistry registry;
    private final Stamper stamper;
    private final Tx tx;
    private final ObjectProvider<Reaction> reactionBeans;
    private final ObjectProvider<Projection> projectionBeans;
    private final List<ReactionLoop> reactions = new ArrayList<>();
    private final List<ProjectionLoop> projections = new ArrayList<>();
    private volatile boolean running;

    FactDesk(FactBook book, FactRegistry registry, Stamper stamper, Tx tx, ObjectProvider<Reaction> reactions,
             ObjectProvider<Projection> projections) {
        this.book = book;
        this.registry = registry;
        this.stamper = stamper;
        this.tx = tx;
        this.reactionBeans = reactions;
        this.projectionBeans = projections;
    }

    @Override
    public void start() {
        reactionBeans.stream().forEach(r -> reactions.add(new ReactionLoop(r, book, registry, tx, stamper)));
        projectionBeans.stream().forEach(p -> projections.add(new ProjectionLoop(p, book, registry, tx, stamper)));
        reactions.forEach(r -> book.ensureCursors(r.name(), FactBook.SHARDS));
        projections.forEach(p -> book.ensureCursors(p.name(), 1));
        stamper.onHead(types -> loops().forEach(loop -> loop.wake(types)));
        loops().forEach(ConsumerLoop::start);
        running = true;
    }

    private List<ConsumerLoop> loops() {
        List<ConsumerLoop> all = new ArrayList<>(reactions);
        all.addAll(projections);
        return all;
    }

    @Override
    public void stop() {
        running = false;
        loops().forEach(ConsumerLoop::stop);
        reactions.clear();
        projections.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The newest facts first; all filters are optional. {@code after} is the position below which to go on. */
    public Paged<Recorded<JsonNode>> facts(@Nullable String aggregate, @Nullable Long aggregateId,
                                           @Nullable String type, @Nullable String after, int limit) {
        long before = Paged.cursorId(after, Long.MAX_VALUE);
        List<Recorded<JsonNode>> rows = book.ofAggregate(aggregate, aggregateId, type, before, limit + 1).stream()
                .map(registry::readTree).toList();
        return Paged.of(rows, limit, Recorded::position);
    }

    /** Facts after a position, in log order: what live pages and webhooks are fed from. */
    public List<Recorded<JsonNode>> since(long position, int limit) {
        return book.read(position, Long.MAX_VALUE, List.of(), limit).stream().map(registry::readTree).toList();
    }

    /** How many facts of a type each of these aggregates has; those without one are left out. */
    public Map<Long, Long> count(String aggregate, Collection<Long> ids, String type) {
        return ids.isEmpty() ? Map.of() : book.count(aggregate, ids, type);
    }

    /** The position of the last stamped fact. */
    public long head() {
        return book.head();
    }

    /** Calls {@code listener} with the head whenever it moves, on this node; for live pages. */
    public void onHead(java.util.function.LongConsumer listener) {
        stamper.onHead(types -> listener.accept(stamper.head()));
    }

    public List<Parked> parked() {
        return book.parked().stream().flatMap(p -> book.at(p.position()).stream().map(row -> new Parked(
                p.parkedId(), p.consumer(), registry.readTree(row), p.error(), p.attempts(), p.at(), p.waiting())))
                .toList();
    }

    public List<Standing> standings() {
        long head = book.head();
        List<Standing> all = new ArrayList<>();
        reactions.forEach(r -> book.cursors(r.name()).forEach(c -> all.add(
                new Standing(r.name(), "REACTION", c.shard(), c.position(), head - c.position()))));
        projections.forEach(p -> book.cursors(p.name()).forEach(c -> all.add(
                new Standing(p.name(), "PROJECTION", c.shard(), c.position(), head - c.position()))));
        return all;
    }

    /** Whether the inbox is empty and every cursor of this shop is at the end of the log (E4). */
    public boolean isQuiet() {
        return book.inboxSize() == 0 && standings().stream().allMatch(s -> s.lag() == 0);
    }

    /**
     * Handles the oldest parked fact of this aggregate again, in the caller's transaction; {@code alongside} is told
     * its parked id. Returns the id of the next one waiting behind it, 0 when there is none.
     */
    public long retryFirst(long parkedId, java.util.function.LongConsumer alongside) {
        Tx.requireOpen("a retry");
        FactBook.ParkedRow first = book.lockFirstOf(parkedId).orElseThrow(() -> Problem.notFound("parked"));
        ReactionLoop loop = reactions.stream().filter(r -> r.name().equals(first.consumer())).findFirst()
                .orElseThrow(() -> Problem.notFound("consumer").with("name", first.consumer()));
        loop.apply(book.at(first.position()).orElseThrow());
        book.decide(first.parkedId(), "DONE");
        alongside.accept(first.parkedId());
        return book.nextParked(first);
    }

    /** Gives up on one parked fact; those behind it are handled by a later retry. Joins the caller's transaction. */
    public void skip(long parkedId) {
        tx.run("facts.skip", () -> {
            FactBook.ParkedRow first = book.lockFirstOf(parkedId).orElseThrow(() -> Problem.notFound("parked"));
            if (first.parkedId() != parkedId) {
                throw Problem.badState("WAITING_BEHIND_" + first.parkedId());
            }
            book.decide(parkedId, "SKIPPED");
        });
    }

    /** Empties a projection and reads the log again from zero. */
    public void rebuild(String projection) {
        projections.stream().filter(p -> p.name().equals(projection)).findFirst()
                .orElseThrow(() -> Problem.notFound("projection").with("name", projection)).rebuild();
    }

    /** Sets every reaction back to the start of the log; effects are unique, so nothing may change (E2). */
    public void redeliverEverything() {
        tx.run("facts.redeliver", () -> reactions.forEach(r -> book.resetCursors(r.name())));
        reactions.forEach(ConsumerLoop::wake);
    }
}
