package io.tuanzi.groupbuy.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.JoinGroup;
import io.tuanzi.groupbuy.NewActivity;
import io.tuanzi.groupbuy.internal.GroupBook.Row;
import io.tuanzi.groupbuy.internal.GroupBook.SeatRow;
import io.tuanzi.order.Placement;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.commit.GroupCommit;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.WallClock;
import io.tuanzi.platform.web.Paged;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Groups and offers at work. */
@Component
class GroupDesk implements Groups {

    private static final long OFFERS_FRESH_MS = 1_000;

    @Configuration(proxyBeanMethods = false)
    static class Queue {
        @Bean(destroyMethod = "close")
        GroupCommit<JoinGroup, Placement> joinQueue(JoinDesk desk, Tx tx,
                @Value("${tuanzi.commit.queue:4096}") int queue, @Value("${tuanzi.commit.batch:256}") int batch) {
            return new GroupCommit<>("group.join", desk, tx, queue, batch);
        }
    }

    private record Offers(long loadedMs, Map<Long, Activity> byProduct) {
    }

    private final GroupBook book;
    private final ActivityBook activities;
    private final GroupCommit<JoinGroup, Placement> queue;
    private final Products products;
    private final Ids ids;
    private final WallClock clock;
    private final Tx tx;
    private final AtomicReference<Offers> offers = new AtomicReference<>(new Offers(Long.MIN_VALUE, Map.of()));

    GroupDesk(GroupBook book, ActivityBook activities, GroupCommit<JoinGroup, Placement> queue, Products products,
              Ids ids, WallClock clock, Tx tx) {
        this.book = book;
        this.activities = activities;
        this.queue = queue;
        this.products = products;
        this.ids = ids;
        this.clock = clock;
        this.tx = tx;
    }

    @Override
    public Placement join(JoinGroup command) {
        return queue.submit(command);
    }

    @Override
    public Optional<GroupView> group(long groupId) {
        return groups(List.of(groupId)).stream().findFirst();
    }

    @Override
    public List<GroupView> groups(Collection<Long> groupIds) {
        return groupIds.isEmpty() ? List.of() : views(book.byId(groupIds));
    }

    private List<GroupView> views(List<Row> rows) {
        Map<Long, List<SeatRow>> seats = rows.isEmpty() ? Map.of()
                : book.liveSeats(rows.stream().map(Row::groupId).toList()).stream()
                .collect(Collectors.groupingBy(SeatRow::groupId));
        return rows.stream().map(row -> new GroupView(row.groupId(), row.activityId(), row.productId(),
                row.leaderId(), row.size(), row.held(), row.paid(), row.state(), row.version(), row.openedAt(),
                row.expiresAt(), null, seats.getOrDefault(row.groupId(), List.of()).stream()
                .map(s -> new GroupView.SeatView(s.orderId(), s.customerId(), s.state(), s.heldUntil())).toList()))
                .toList();
    }

    @Override
    public Paged<GroupView> joinable(@Nullable Long productId, @Nullable String after, int limit) {
        List<Row> rows = book.joinable(productId, Paged.cursorId(after, 0), limit + 1);
        return page(rows, limit);
    }

    private Paged<GroupView> page(List<Row> rows, int limit) {
        Paged<Row> page = Paged.of(rows, limit, Row::groupId);
        return new Paged<>(views(page.items()), page.next());
    }

    @Override
    public int running() {
        return book.running();
    }

    @Override
    public Paged<GroupView> groups(@Nullable String state, @Nullable String after, int limit) {
        return page(book.newest(state, Paged.cursorId(after, Long.MAX_VALUE), limit + 1), limit);
    }

    @Override
    public Optional<Activity> activityOf(long productId) {
        return Optional.ofNullable(running(List.of(productId)).get(productId));
    }

    @Override
    public Optional<Activity> activity(long activityId) {
        return activities.find(activityId);
    }

    @Override
    public Map<Long, Activity> running(Collection<Long> productIds) {
        Offers known = java.util.Objects.requireNonNull(offers.get());
        if (known.loadedMs() + OFFERS_FRESH_MS < clock.monotonicMs() || known.loadedMs() == Long.MIN_VALUE) {
            known = new Offers(clock.monotonicMs(), activities.running().stream()
                    .collect(Collectors.toMap(Activity::productId, Function.identity(), (a, b) -> a)));
            offers.set(known);
        }
        Map<Long, Activity> all = known.byProduct();
        return productIds.stream().filter(all::containsKey).distinct()
                .collect(Collectors.toMap(Function.identity(), all::get));
    }

    @Override
    public List<Activity> activities() {
        return activities.all();
    }

    @Override
    public Activity offer(NewActivity activity) {
        check(activity);
        long id = ids.next();
        return tx.call("activity.offer", () -> {
            if (!activities.insert(id, activity)) {
                throw Problem.conflict("ACTIVITY_EXISTS").with("productId", activity.productId());
            }
            activities.setPrices(id, activity.priceMinorBySku());
            forget();
            return activities.find(id).orElseThrow();
        });
    }

    @Override
    public Activity change(long activityId, NewActivity activity) {
        check(activity);
        return tx.call("activity.change", () -> {
            if (activities.find(activityId).isEmpty()) {
                throw Problem.notFound("activity");
            }
            activities.change(activityId, activity);
            activities.setPrices(activityId, activity.priceMinorBySku());
            forget();
            return activities.find(activityId).orElseThrow();
        });
    }

    @Override
    public void stop(long activityId) {
        tx.run("activity.stop", () -> {
            if (activities.find(activityId).isEmpty()) {
                throw Problem.notFound("activity");
            }
            activities.stop(activityId);
            forget();
        });
    }

    @Override
    public void endEarly(long groupId) {
        tx.run("group.end-early", () -> book.endNow(groupId));
    }

    private void forget() {
        Tx.afterCommit(() -> offers.set(new Offers(Long.MIN_VALUE, Map.of())));
    }

    private void check(NewActivity a) {
        require(a.size() >= 2 && a.size() <= 100, "size", "2 to 100");
        require(a.windowMinutes() >= 1 && a.windowMinutes() <= 60 * 24 * 30, "windowMinutes", "1 to 43200");
        require(a.holdMinutes() >= 1 && a.holdMinutes() <= a.windowMinutes(), "holdMinutes", "1 to windowMinutes");
        require(a.perPersonLimit() >= 1 && a.perPersonLimit() <= 1000, "perPersonLimit", "1 to 1000");
        require("MOVE".equals(a.latePolicy()) || "REFUND".equals(a.latePolicy()), "latePolicy", "MOVE or REFUND");
        require(!a.priceMinorBySku().isEmpty(), "prices", "empty");
        ProductSnapshot now = products.snapshot();
        a.priceMinorBySku().forEach((skuId, price) -> {
            SkuPrice sku = now.sku(skuId);
            require(sku != null && sku.productId() == a.productId(), "prices", "sku " + skuId);
            require(price > 0 && sku != null && price < sku.priceMinor(), "prices", "not below the list price");
        });
    }

    private static void require(boolean holds, String field, String why) {
        if (!holds) {
            throw Problem.invalid(field, why);
        }
    }

    @Override
    public Stats stats() {
        return book.stats();
    }

    @Override
    public Map<Long, Stats> stats(Collection<Long> activityIds) {
        return activityIds.isEmpty() ? Map.of() : book.stats(activityIds);
    }
}
