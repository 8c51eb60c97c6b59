package io.tuanzi.order.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.Products;
import io.tuanzi.inventory.Stock;
import io.tuanzi.ledger.Ledger;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.order.Placement.Refused;
import io.tuanzi.order.internal.PlacementBook.Asked;
import io.tuanzi.order.internal.PlacementBook.Known;
import io.tuanzi.order.internal.PlacementBook.LimitKey;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.commit.BatchDesk;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteLine;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Places orders in batches: look up answers already given, lock every shared row once in the global order (coupons,
 * limits, budgets, stock), decide in arrival order on the locked values, write one statement per table.
 *
 * <p>Each order is placed whole or not at all, and a refused one takes nothing from those behind it (S1, S4, C1, O2).
 */
@Component
class PlacementDesk implements BatchDesk<PlaceOrder, Placement> {

    private final PlacementBook book;
    private final PlacementWriter writer;
    private final Rights rights;
    private final Products products;
    private final Stock stock;
    private final Ledger ledger;
    private final Ids ids;
    private final ShopTime time;

    PlacementDesk(PlacementBook book, PlacementWriter writer, Rights rights, Products products, Stock stock,
                  Ledger ledger, Ids ids, ShopTime time) {
        this.book = book;
        this.writer = writer;
        this.rights = rights;
        this.products = products;
        this.stock = stock;
        this.ledger = ledger;
        this.ids = ids;
        this.time = time;
    }

    @Override
    public Optional<Placement> answered(PlaceOrder command) {
        return book.known(List.of(new Asked(command.customerId(), command.key()))).stream().findFirst()
                .map(known -> replay(command, known));
    }

    @Override
    public List<Placement> decide(List<PlaceOrder> commands) {
        Tx.requireOpen("placing");
        Map<Asked, Known> known = book.known(commands.stream().map(PlacementDesk::asked).distinct().toList()).stream()
                .collect(Collectors.toMap(k -> new Asked(k.customerId(), k.key()), Function.identity()));
        Instant now = time.now();
        Prices prices = new Prices(rights, products, commands, now);
        Batch batch = new Batch(prices, lockAll(commands, prices));
        Map<Asked, Placement> decided = new HashMap<>();
        Map<Asked, PlaceOrder> first = new HashMap<>();
        List<Placement> answers = new ArrayList<>(commands.size());
        for (PlaceOrder command : commands) {
            Asked asked = asked(command);
            Known before = known.get(asked);
            PlaceOrder twin = first.putIfAbsent(asked, command);
            Placement answer;
            if (before != null) {
                answer = replay(command, before);
            } else if (twin != null) {
                answer = twin(command, twin, decided.get(asked));
            } else {
                answer = batch.decide(command);
                decided.put(asked, answer);
            }
            answers.add(answer);
        }
        Map<Long, Placement.Fresh> written = writer.write(batch.accepted, prices.snapshot(), now);
        return answers.stream().map(answer -> withOrder(answer, written)).toList();
    }

    private static Asked asked(PlaceOrder command) {
        return new Asked(command.customerId(), command.key());
    }

    private static Placement replay(PlaceOrder command, Known known) {
        if (!MessageDigest.isEqual(command.bodyHash(), known.bodyHash())) { // O2
            return Refused.of("KEY_REUSED", Map.of());
        }
        return new Placed(known.orderId(), known.totalMinor(), known.groupId(), true, null);
    }

    /** A twin in the same batch gets the answer of the first, or is refused when it asks for something else. */
    private static Placement twin(PlaceOrder command, PlaceOrder first, @Nullable Placement answer) {
        if (!MessageDigest.isEqual(command.bodyHash(), first.bodyHash()) || answer == null) {
            return Refused.of("KEY_REUSED", Map.of());
        }
        return answer instanceof Placed p ? new Placed(p.orderId(), p.totalMinor(), p.groupId(), true, null) : answer;
    }

    private static Placement withOrder(Placement answer, Map<Long, Placement.Fresh> written) {
        return answer instanceof Placed p && !p.replayed()
                ? new Placed(p.orderId(), p.totalMinor(), p.groupId(), false, written.get(p.orderId())) : answer;
    }

    private Locks lockAll(List<PlaceOrder> commands, Prices prices) {
        Map<Long, Rights.Coupon> coupons = rights.lock(commands.stream()
                .flatMap(c -> prices.quoteOf(c).used().couponIds().stream()).distinct().toList());
        List<LimitKey> limitKeys = commands.stream().flatMap(c -> c.limits().stream()
                .map(l -> new LimitKey(l.sale(), c.customerId()))).distinct()
                .sorted(java.util.Comparator.comparing(LimitKey::sale).thenComparing(LimitKey::customerId)).toList();
        Map<LimitKey, Integer> limits = limitKeys.isEmpty() ? Map.of() : book.lockLimits(limitKeys);
        Map<String, Long> budgets = ledger.lock(commands.stream()
                .flatMap(c -> rights.budgets(prices.quoteOf(c)).keySet().stream()).toList());
        Map<Long, Integer> available = stock.lock(commands.stream()
                .flatMap(c -> prices.quoteOf(c).lines().stream().map(QuoteLine::skuId)).toList());
        return new Locks(coupons, new HashMap<>(limits), new HashMap<>(budgets), new HashMap<>(available));
    }

    /** What is left on the locked rows while a batch is decided. */
    private record Locks(Map<Long, Rights.Coupon> coupons, Map<LimitKey, Integer> limitsUsed,
                         Map<String, Long> budgets, Map<Long, Integer> available) {
    }

    /** The decision, in arrival order. */
    private final class Batch {
        private final Prices prices;
        private final Locks locks;
        private final Set<Long> couponsTaken = new HashSet<>();
        final List<Accepted> accepted = new ArrayList<>();

        Batch(Prices prices, Locks locks) {
            this.prices = prices;
            this.locks = locks;
        }

        Placement decide(PlaceOrder command) {
            Quote quote = prices.quoteOf(command);
            Map<Long, Integer> units = new HashMap<>();
            quote.lines().forEach(line -> units.merge(line.skuId(), line.quantity(), Math::addExact));
            Map<String, Long> budgets = rights.budgets(quote);
            Refused refused = refusal(command, quote, units, budgets);
            if (refused != null) {
                return refused;
            }
            long orderId = ids.next();
            units.forEach((sku, n) -> locks.available.merge(sku, -n, Integer::sum));
            budgets.forEach((account, amount) -> locks.budgets.merge(account, -amount, Long::sum));
            couponsTaken.addAll(quote.used().couponIds());
            command.limits().forEach(l -> locks.limitsUsed.merge(new LimitKey(l.sale(), command.customerId()),
                    l.quantity(), Integer::sum));
            PlaceOrder.Admission admission = command.admission();
            if (admission != null) {
                admission.admitted(orderId);
            }
            accepted.add(new Accepted(orderId, command, quote, budgets));
            return new Placed(orderId, quote.totalMinor(), command.groupId(), false, null);
        }

        private @Nullable Refused refusal(PlaceOrder command, Quote quote,
                                                                   Map<Long, Integer> units,
                                                                   Map<String, Long> budgets) {
            if (command.admission() != null && command.admission().refuses() != null) {
                return command.admission().refuses();
            }
            Refused price = prices.refusal(command);
            if (price != null) {
                return price;
            }
            for (long couponId : quote.used().couponIds()) {
                Rights.Coupon coupon = locks.coupons.get(couponId);
                if (coupon == null || coupon.customerId() != command.customerId() || !coupon.usable()
                        || couponsTaken.contains(couponId)) { // C1
                    return Refused.of("COUPON_UNUSABLE", Map.of("couponId", couponId));
                }
            }
            for (PlaceOrder.Limit limit : command.limits()) {
                int used = locks.limitsUsed.getOrDefault(new LimitKey(limit.sale(), command.customerId()), 0);
                if (used + limit.quantity() > limit.cap()) { // S4
                    return Refused.of("LIMIT_REACHED", Map.of("limit", limit.cap(), "used", used));
                }
            }
            for (Map.Entry<String, Long> use : budgets.entrySet()) {
                if (locks.budgets.getOrDefault(use.getKey(), 0L) < use.getValue()) {
                    return Refused.of("BUDGET_GONE", Map.of());
                }
            }
            for (Map.Entry<Long, Integer> want : units.entrySet()) {
                int left = locks.available.getOrDefault(want.getKey(), 0);
                if (left < want.getValue()) { // S1
                    return Refused.of("SOLD_OUT", Map.of("skuId", want.getKey(), "available", left));
                }
            }
            return null;
        }
    }

    /** An order decided to be placed. */
    record Accepted(long orderId, PlaceOrder command, Quote quote, Map<String, Long> budgets) {
    }

    /** Prices of a batch: as shown while nothing moved or ended, asked once more where something did. */
    static final class Prices {
        private final ProductSnapshot snapshot;
        private final Map<PlaceOrder, Quote> asked = new java.util.IdentityHashMap<>();
        private final Map<PlaceOrder, Refused> refusals = new java.util.IdentityHashMap<>();

        Prices(Rights rights, Products products, List<PlaceOrder> commands, Instant now) {
            Map<Long, Boolean> catalogs = new HashMap<>();
            Map<Long, Boolean> rules = new HashMap<>();
            boolean stale = false;
            for (PlaceOrder command : commands) {
                Instant ends = command.quote().used().validUntil();
                boolean current = (ends == null || now.isBefore(ends))
                        && catalogs.computeIfAbsent(command.catalogVersion(), products::isCurrent)
                        && rules.computeIfAbsent(command.quote().used().ruleSetVersion(), rights::rulesCurrent);
                if (current) {
                    asked.put(command, command.quote());
                } else {
                    stale = true;
                }
            }
            this.snapshot = stale ? products.fresh() : products.snapshot();
            commands.stream().filter(c -> !asked.containsKey(c)).forEach(c -> askAgain(rights, c, now));
        }

        private void askAgain(Rights rights, PlaceOrder command, Instant now) {
            Optional<Quote> again = rights.quoteAgain(command.request().at(now), snapshot);
            Quote quote = again.orElse(command.quote());
            asked.put(command, quote);
            if (again.isEmpty()) {
                refusals.put(command, Refused.of("OFF_SHELF", Map.of()));
            } else if (quote.totalMinor() != command.quote().totalMinor()) {
                refusals.put(command, new Refused("PRICE_CHANGED", Map.of("shownMinor",
                        command.quote().totalMinor(), "nowMinor", quote.totalMinor()), quote));
            }
        }

        ProductSnapshot snapshot() {
            return snapshot;
        }

        Quote quoteOf(PlaceOrder command) {
            Quote quote = asked.get(command);
            return quote == null ? command.quote() : quote;
        }

        @Nullable Refused refusal(PlaceOrder command) {
            return refusals.get(command);
        }
    }
}
