package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.Assortment;
import io.tuanzi.catalog.ProductEdit;
import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.PurchaseRule;
import io.tuanzi.catalog.events.ProductChanged;
import io.tuanzi.catalog.events.ProductShelved;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The catalogue as staff changes it; every write locks the catalogue, tells a fact and goes on the trail (W1). */
@Component
class AssortmentDesk implements Assortment {

    static final long MOST_MINOR = 1_000_000_000L;
    private static final Map<String, Set<String>> POOL = Map.of(
            "", Set.of("CANDIDATE"),
            "CANDIDATE", Set.of("SCORED", "RETIRED"),
            "SCORED", Set.of("SAMPLED", "RETIRED"),
            "SAMPLED", Set.of("APPROVED", "RETIRED"),
            "APPROVED", Set.of("LISTED", "RETIRED"),
            "LISTED", Set.of("RETIRED"),
            "RETIRED", Set.of("CANDIDATE"));

    private final Tx tx;
    private final SnapshotKeeper keeper;
    private final SnapshotBook snapshots;
    private final ProductBook products;
    private final SkuBook skus;
    private final Pages pages;
    private final Facts facts;
    private final AuditTrail trail;
    private final Findings findings;

    AssortmentDesk(Tx tx, SnapshotKeeper keeper, SnapshotBook snapshots, ProductBook products, SkuBook skus,
                   Pages pages, Facts facts, AuditTrail trail, Findings findings) {
        this.tx = tx;
        this.keeper = keeper;
        this.snapshots = snapshots;
        this.products = products;
        this.skus = skus;
        this.pages = pages;
        this.facts = facts;
        this.trail = trail;
        this.findings = findings;
    }

    @Override
    public Paged<ProductSummary> products(Filter filter, @Nullable String after, int limit) {
        String words = filter.words() == null ? "" : filter.words().strip().toLowerCase(Locale.ROOT);
        var key = (java.util.function.ToLongFunction<ProductSummary>) p -> -p.updatedAt().toEpochMilli();
        ProductSnapshot snapshot = keeper.snapshot();
        List<ProductSummary> sorted = snapshot.products().values().stream()
                .filter(p -> filter.state() == null || filter.state().equals(p.state()))
                .filter(p -> filter.zone() == null || filter.zone().equals(p.zone()))
                .filter(p -> filter.skuIds() == null || p.skuIds().stream().anyMatch(filter.skuIds()::contains))
                .filter(p -> words.isEmpty() || matches(snapshot, p, words))
                .sorted(ProductLists.order(key)).toList();
        List<ProductSummary> rest = ProductLists.after(sorted, key, ProductLists.Cursor.of(after));
        return Paged.of(rest.stream().limit(limit + 1L).toList(), limit,
                p -> new ProductLists.Cursor(key.applyAsLong(p), p.productId()).text());
    }

    @Override
    public List<Category> categories() {
        Map<Long, Category> found = new java.util.TreeMap<>();
        keeper.snapshot().products().values().stream().filter(p -> p.categoryId() != 0).forEach(p ->
                found.merge(p.categoryId(), new Category(p.categoryId(), p.category(), 1), (was, one) ->
                        new Category(was.categoryId(), was.name(), was.products() + 1)));
        return found.values().stream().sorted(java.util.Comparator.comparing(Category::name)).toList();
    }

    private static boolean matches(ProductSnapshot snapshot, ProductSummary product, String words) {
        String text = product.handle() + ' ' + product.titleZh() + ' ' + product.titleEn() + ' ' + product.brand();
        return text.toLowerCase(Locale.ROOT).contains(words) || product.skuIds().stream().map(snapshot::sku)
                .anyMatch(sku -> sku != null && sku.code().toLowerCase(Locale.ROOT).contains(words));
    }

    @Override
    public Optional<Detail> detail(long productId) {
        ProductSnapshot snapshot = keeper.snapshot();
        ProductSummary summary = snapshot.product(productId);
        if (summary == null) {
            return Optional.empty();
        }
        return pages.view(snapshot, summary).map(view -> detail(summary, view));
    }

    private Detail detail(ProductSummary summary, ProductView view) {
        List<SkuDetail> rows = skus.of(summary.productId()).stream()
                .map(s -> new SkuDetail(s.skuId(), s.code(), s.options(), s.priceMinor(), s.costMinor(),
                        s.weightGrams(), s.barcode(), s.rule(), s.retired(), skus.prices(s.skuId())))
                .toList();
        List<@Nullable Instant> plans = products.plans(summary.productId());
        return new Detail(view, rows, products.selection(summary.productId()), findings.ofTitle(summary),
                findings.ofPictures(summary.productId()), plans.get(0), plans.get(1));
    }

    @Override
    public boolean knows(long skuId) {
        return skus.sku(skuId).isPresent();
    }

    @Override
    public void shelve(long productId, String state, @Nullable Instant at, Who who) {
        if (!"ON_SHELF".equals(state) && !"OFF_SHELF".equals(state)) {
            throw Problem.invalid("state", "unknown");
        }
        String why = Fields.reason(who.reason());
        tx.run("catalog.shelve", () -> {
            long snapshot = snapshots.move();
            ProductBook.Row row = products.lock(productId).orElseThrow(() -> Problem.notFound("product"));
            if ("ON_SHELF".equals(state) && noneBuyable(productId)) {
                throw Problem.conflict("NOT_BUYABLE");
            }
            if (at == null) {
                if (row.state().equals(state)) {
                    return;
                }
                long version = products.shelve(productId, state);
                facts.record(productId, version, new ProductShelved(productId, row.handle(), state, snapshot));
            } else {
                if (!products.plan(productId, state, at)) {
                    throw Problem.invalid("at", "past");
                }
                facts.record(productId, row.version() + 1,
                        new ProductChanged(productId, row.handle(), "EDITED", row.state(), snapshot));
            }
            trail.wrote(who.actor(), "product.shelf", "product:" + productId, Map.of("state", row.state()),
                    at == null ? Map.of("state", state) : Map.of("state", state, "at", at.toString()), why);
        });
        Tx.afterCommit(keeper::stale);
    }

    private boolean noneBuyable(long productId) {
        return skus.of(productId).stream().noneMatch(s -> !s.retired() && s.priceMinor() > 0);
    }

    @Override
    public void price(long skuId, long priceMinor, Who who) {
        Fields.range("priceMinor", priceMinor, 1, MOST_MINOR);
        String why = Fields.reason(who.reason());
        tx.run("catalog.price", () -> {
            long snapshot = snapshots.move();
            SkuBook.Row sku = skus.sku(skuId).orElseThrow(() -> Problem.notFound("sku"));
            ProductBook.Row row = products.lock(sku.productId()).orElseThrow();
            if (sku.priceMinor() == priceMinor) {
                return;
            }
            long next = sku.priceVersion() + 1;
            skus.append(List.of(new SkuBook.NewPrice(skuId, next, priceMinor)), who.actor(), why);
            skus.point(skuId, next);
            long version = products.touch(sku.productId());
            facts.record(sku.productId(), version,
                    new ProductChanged(sku.productId(), row.handle(), "PRICED", row.state(), snapshot));
            trail.wrote(who.actor(), "sku.price", "sku:" + skuId, Map.of("priceMinor", sku.priceMinor()),
                    Map.of("priceMinor", priceMinor), why);
        });
        Tx.afterCommit(keeper::stale);
    }

    @Override
    public void limit(long skuId, PurchaseRule rule, Who who) {
        String why = Fields.reason(who.reason());
        tx.run("catalog.limit", () -> {
            long snapshot = snapshots.move();
            SkuBook.Row sku = skus.sku(skuId).orElseThrow(() -> Problem.notFound("sku"));
            ProductBook.Row row = products.lock(sku.productId()).orElseThrow();
            SkuBook.Row before = skus.sku(skuId).orElseThrow();
            if (before.rule().equals(rule)) {
                return;
            }
            skus.limit(skuId, rule);
            long version = products.touch(sku.productId());
            facts.record(sku.productId(), version,
                    new ProductChanged(sku.productId(), row.handle(), "EDITED", row.state(), snapshot));
            trail.wrote(who.actor(), "sku.limit", "sku:" + skuId, before.rule(), rule, why);
        });
        Tx.afterCommit(keeper::stale);
    }

    @Override
    public void edit(long productId, ProductEdit edit, Who who) {
        String why = Fields.reason(who.reason());
        tx.run("catalog.edit", () -> {
            long snapshot = snapshots.move();
            ProductBook.Row row = products.lock(productId).orElseThrow(() -> Problem.notFound("product"));
            ProductBook.Row changed = findings.edited(row, edit);
            long version = products.update(changed);
            facts.record(productId, version,
                    new ProductChanged(productId, row.handle(), "EDITED", row.state(), snapshot));
            trail.wrote(who.actor(), "product.edit", "product:" + productId, Seen.of(row), Seen.of(changed), why);
        });
        Tx.afterCommit(keeper::stale);
    }

    @Override
    public void select(long productId, String state, Who who) {
        String why = Fields.reason(who.reason());
        tx.run("catalog.select", () -> {
            long locked = products.lock(productId).orElseThrow(() -> Problem.notFound("product")).productId();
            String now = products.selection(locked).stream().findFirst().map(Selected::state).orElse("");
            if (!POOL.getOrDefault(now, Set.of()).contains(state)) {
                throw Problem.badState(now.isEmpty() ? "NONE" : now);
            }
            products.selected(productId, state, who.actor(), why);
            trail.wrote(who.actor(), "product.select", "product:" + productId, Map.of("state", now),
                    Map.of("state", state), why);
        });
    }

    /** What the trail keeps of a product: the parts people edit, the description by its length. */
    private record Seen(String titleZh, @Nullable String titleEn, String zone, String slot, String brand,
                        List<String> scenes, List<String> badges, int bodyLength) {
        static Seen of(ProductBook.Row row) {
            return new Seen(row.titleZh(), row.titleEn(), row.zone(), row.slot(), row.brand(), row.scenes(),
                    row.badges(), row.bodyHtml().length());
        }
    }
}
