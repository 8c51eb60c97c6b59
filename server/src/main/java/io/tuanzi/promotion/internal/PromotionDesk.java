package io.tuanzi.promotion.internal;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.time.WallClock;
import io.tuanzi.promotion.Offers.FreightRow;
import io.tuanzi.promotion.Offers.RuleRow;
import io.tuanzi.promotion.PriceBoard;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.quote.CouponRight;
import io.tuanzi.promotion.quote.Hints;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteRequest;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.RuleSet;
import io.tuanzi.promotion.quote.Used;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Holds the snapshot of rules and price lists that prices are made from. The database holds the truth and its version;
 * a snapshot is replaced whole, and looked after at most once a second of wall time.
 */
@Component
class PromotionDesk implements Promotions {

    private static final long LOOK_AFTER_MS = 1_000;

    private record Looked<T>(T value, long untilMs) {
    }

    /** Rules and price lists of one version: a quote says only the one version it rests on. */
    private record Held(RuleSet rules, PriceBoard prices) {
    }

    private final OfferBook offers;
    private final RuleVersionBook versions;
    private final PriceBook prices;
    private final CouponBook coupons;
    private final Ledger ledger;
    private final Tx tx;
    private final ShopTime time;
    private final WallClock clock;
    private final AtomicReference<Held> held = new AtomicReference<>(
            new Held(RuleSet.empty(), new PriceBoard(List.of())));
    private final AtomicReference<Looked<Hints>> hints = new AtomicReference<>(
            new Looked<>(Hints.NONE, Long.MIN_VALUE));
    private final AtomicLong lookAgainAtMs = new AtomicLong(Long.MIN_VALUE);

    PromotionDesk(OfferBook offers, RuleVersionBook versions, PriceBook prices, CouponBook coupons, Ledger ledger,
            Tx tx, ShopTime time, WallClock clock) {
        this.offers = offers;
        this.versions = versions;
        this.prices = prices;
        this.time = time;
        this.coupons = coupons;
        this.ledger = ledger;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public Quote quote(QuoteRequest request) {
        return price(looked(), request);
    }

    @Override
    public Quote quoteAgain(QuoteRequest request) {
        return price(read(), request);
    }

    private Quote price(Held now, QuoteRequest request) {
        return PricedCart.price(now.rules(), now.prices(), request, time.zone());
    }

    @Override
    public RuleSet snapshot() {
        return looked().rules();
    }

    @Override
    public PriceBoard prices() {
        return looked().prices();
    }

    private Held looked() {
        long now = clock.monotonicMs();
        long due = lookAgainAtMs.get();
        if (now >= due && lookAgainAtMs.compareAndSet(due, now + LOOK_AFTER_MS)) {
            return read();
        }
        Held current = current();
        return current.rules().version() == 0 ? read() : current; // a first look is still under way elsewhere
    }

    @Override
    public boolean isCurrent(long ruleSetVersion) {
        return offers.version() == ruleSetVersion;
    }

    @Override
    public RuleSet refreshed() {
        return read().rules();
    }

    private Held read() {
        Held current = current();
        if (current.rules().version() == offers.version()) {
            return current;
        }
        Held read = tx.call("promotion.snapshot", this::load);
        held.accumulateAndGet(read, (a, b) -> a.rules().version() > b.rules().version() ? a : b);
        return current();
    }

    private Held current() {
        return Objects.requireNonNull(held.get());
    }

    /** Reads the version first: what is committed meanwhile makes the snapshot newer than it says, never older. */
    private Held load() {
        long version = offers.version();
        return new Held(new RuleSet(version,
                offers.rules().stream().filter(RuleRow::enabled).map(RuleRow::rule).toList(),
                offers.freight().stream().filter(FreightRow::enabled).map(FreightRow::template).toList()),
                new PriceBoard(prices.unfinished(), prices.floors()));
    }

    @Override
    public RuleSet asOf(Instant at) {
        return new RuleSet(offers.version(), versions.asOf(at),
                offers.freight().stream().filter(FreightRow::enabled).map(FreightRow::template).toList());
    }

    @Override
    public Map<Long, List<CouponRight>> rights(Collection<Long> customerIds) {
        return customerIds.isEmpty() ? Map.of() : coupons.rights(List.copyOf(customerIds));
    }

    @Override
    public Hints hints() {
        long now = clock.monotonicMs();
        Looked<Hints> known = Objects.requireNonNull(hints.get());
        if (now < known.untilMs()) {
            return known.value();
        }
        Hints read = readHints();
        hints.set(new Looked<>(read, now + LOOK_AFTER_MS));
        return read;
    }

    private Hints readHints() {
        Set<Long> budgets = snapshot().rules().stream().map(Rule::budgetId).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (budgets.isEmpty()) {
            return Hints.NONE;
        }
        Map<String, Long> left = ledger.balances(budgets.stream().map(PromotionDesk::account).toList());
        return new Hints(budgets.stream().filter(id -> left.getOrDefault(account(id), 0L) <= 0)
                .collect(Collectors.toSet()), Map.of());
    }

    @Override
    public void budgetGone() {
        hints.set(new Looked<>(Hints.NONE, Long.MIN_VALUE));
    }

    @Override
    public Map<String, Long> budgets(Quote quote) {
        Map<String, Long> taken = new HashMap<>();
        RuleSet rules = current().rules();
        quote.reasons().forEach(reason -> {
            Rule rule = reason.applied() ? rules.rule(reason.kind(), reason.ruleId()) : null;
            if (rule != null && rule.budgetId() != null) {
                taken.merge(account(rule.budgetId()), reason.amountMinor(), Math::addExact);
            }
        });
        return taken;
    }

    @Override
    public Map<Long, Integer> limits(Quote quote) {
        Map<Long, Integer> limits = new HashMap<>();
        RuleSet rules = current().rules();
        for (Used.RuleUsed used : quote.used().rules()) {
            Rule rule = rules.rule(used.kind(), used.ruleId());
            if (rule != null && rule.perPersonLimit() != null) {
                limits.put(rule.id(), rule.perPersonLimit());
            }
        }
        return limits;
    }

    private static String account(long budgetId) {
        return "budget/" + budgetId;
    }
}
