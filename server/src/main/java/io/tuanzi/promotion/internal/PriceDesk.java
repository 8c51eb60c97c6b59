package io.tuanzi.promotion.internal;

import io.tuanzi.catalog.PriceTrail;
import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.promotion.Competitiveness;
import io.tuanzi.promotion.ListedPrice;
import io.tuanzi.promotion.ListedPrice.Kind;
import io.tuanzi.promotion.PriceBoard;
import io.tuanzi.promotion.PriceHistory;
import io.tuanzi.promotion.Prices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Staff's work on prices. Every write moves the version of the snapshot first, which lets one through at a time and
 * makes every quote under way look again; then decides, writes and leaves its entry on the trail (W1).
 */
@Component
class PriceDesk implements Prices {

    private static final int SOLD_DAYS = 400;

    private final PriceBook book;
    private final OfferBook offers;
    private final Products products;
    private final AuditTrail audit;
    private final ShopTime time;
    private final Ids ids;
    private final Tx tx;

    PriceDesk(PriceBook book, OfferBook offers, Products products, AuditTrail audit, ShopTime time, Ids ids, Tx tx) {
        this.book = book;
        this.offers = offers;
        this.products = products;
        this.audit = audit;
        this.time = time;
        this.ids = ids;
        this.tx = tx;
    }

    @Override
    public List<PriceList> lists() {
        return book.lists();
    }

    @Override
    public PriceList addRegions(String nameZh, String nameEn, Set<String> regions, String who, String why) {
        return tx.call("price.list", () -> {
            offers.bump();
            Set<String> taken = new HashSet<>();
            book.lists().forEach(list -> taken.addAll(list.regions()));
            taken.retainAll(regions);
            if (!taken.isEmpty()) {
                throw Problem.invalid("regions", "regionTaken").with("regions", String.join(", ", taken));
            }
            PriceList list = new PriceList(ids.next(), Kind.REGION, nameZh, nameEn, regions);
            book.insert(list);
            audit.wrote(who, "price.list", "price-list:" + list.listId(), null, list, why);
            return list;
        });
    }

    @Override
    public ListedPrice schedule(NewPrice price, String who, String why) {
        return tx.call("price.schedule", () -> {
            offers.bump();
            PriceList list = book.list(price.listId()).orElseThrow(() -> Problem.notFound("priceList"));
            PriceTrail trail = trail(price.skuId());
            Instant now = time.now();
            Instant from = price.from() == null ? now : price.from();
            Instant until = price.lastDay() == null ? null
                    : price.lastDay().plusDays(1).atStartOfDay(time.zone()).toInstant();
            check(price, list, from, until, now);
            requireFloor(price, trail);
            if (list.kind() == Kind.TIMED) {
                requireLower(price, trail, from);
            }
            if (book.overlaps(price, from, until)) {
                throw Problem.conflict("PRICE_OVERLAP");
            }
            long entryId = ids.next();
            book.insert(entryId, list.kind(), price, from, until, who, why);
            ListedPrice made = book.lock(entryId).orElseThrow();
            audit.wrote(who, "price.schedule", "sku:" + price.skuId(), null, made, why);
            return made;
        });
    }

    private static void check(NewPrice price, PriceList list, Instant from, @Nullable Instant until, Instant now) {
        if (from.isBefore(now)) {
            throw Problem.invalid("from", "past");
        }
        if (until == null && list.kind() == Kind.TIMED) { // PRM-51
            throw Problem.invalid("lastDay", "missing");
        }
        if (until != null && !until.isAfter(from)) {
            throw Problem.invalid("lastDay", "beforeStart");
        }
    }

    private void requireFloor(NewPrice price, PriceTrail trail) {
        List<MethodRow> methods = book.methods(trail.skuId());
        Long floor = methods.isEmpty() ? null : methods.getFirst().floorMinor();
        if (floor != null && price.priceMinor() < floor) { // PRM-04
            throw Problem.conflict("BELOW_FLOOR").with("floorMinor", floor).with("priceMinor", price.priceMinor());
        }
    }

    /** A timed price is below what stands when it begins, or it would be a reduction of nothing. */
    private void requireLower(NewPrice price, PriceTrail trail, Instant from) {
        long normal = new PriceBoard(book.of(List.of(price.skuId())))
                .at(price.skuId(), trail.at(from), "", from).normalMinor();
        if (price.priceMinor() >= normal) { // PRM-07
            throw Problem.invalid("priceMinor", "notLower").with("normalMinor", normal);
        }
    }

    @Override
    public ListedPrice stop(long entryId, String who, String why) {
        return tx.call("price.stop", () -> {
            offers.bump();
            ListedPrice before = book.lock(entryId).orElseThrow(() -> Problem.notFound("price"));
            if (!book.stop(entryId)) {
                throw Problem.conflict("PRICE_OVER");
            }
            ListedPrice after = book.lock(entryId).orElseThrow();
            audit.wrote(who, "price.stop", "sku:" + before.skuId(), before, after, why);
            return after;
        });
    }

    @Override
    public MethodRow putMethod(long skuId, Method method, String who, String why) {
        if (method.way() == Way.COST && method.markupBp() == null) {
            throw Problem.invalid("markupBp", "missing");
        }
        if (method.way() == Way.CONSUMER && method.targetMinor() == null) {
            throw Problem.invalid("targetMinor", "missing");
        }
        return tx.call("price.method", () -> {
            offers.bump();
            PriceTrail trail = trail(skuId);
            List<MethodRow> before = book.methods(trail.skuId());
            book.insert(skuId, before.isEmpty() ? 1 : before.getFirst().version() + 1, method, trail.costMinor(),
                    floor(method, trail.costMinor()), who);
            MethodRow after = book.methods(skuId).getFirst();
            audit.wrote(who, "price.method", "sku:" + skuId, before.isEmpty() ? null : before.getFirst(), after, why);
            return after;
        });
    }

    @Override
    public SightRow observe(long skuId, Sight sight, String who, String why) {
        return tx.call("price.observe", () -> {
            long id = ids.next();
            if (!book.insert(id, trail(skuId).skuId(), sight, time.zone().getId(), who)) {
                throw Problem.invalid("seenOn", "future");
            }
            SightRow row = book.sights(skuId).stream().filter(each -> each.observationId() == id).findFirst()
                    .orElseThrow();
            audit.wrote(who, "price.observe", "sku:" + skuId, null, row, why);
            return row;
        });
    }

    private PriceTrail trail(long skuId) {
        PriceTrail trail = products.priceTrails(List.of(skuId)).get(skuId);
        if (trail == null) {
            throw Problem.notFound("sku");
        }
        return trail;
    }

    @Override
    public List<SkuPrices> of(long productId) {
        ProductSnapshot snapshot = products.snapshot();
        ProductSummary product = snapshot.product(productId);
        if (product == null) {
            return List.of();
        }
        Instant now = time.now();
        Map<Long, PriceTrail> trails = products.priceTrails(product.skuIds());
        Map<LocalDate, Long> sold = products.soldByDay(productId, SOLD_DAYS);
        Competitiveness.Brand brand = Standing.brand(snapshot, product, products.sold(snapshot.products().values()
                .stream().filter(p -> p.categoryId() == product.categoryId()).map(ProductSummary::productId)
                .toList()));
        List<ListedPrice> entries = book.of(product.skuIds());
        List<SkuPrices> all = new ArrayList<>();
        for (long skuId : product.skuIds()) {
            all.add(of(Objects.requireNonNull(snapshot.sku(skuId)), Objects.requireNonNull(trails.get(skuId)),
                    entries.stream().filter(e -> e.skuId() == skuId).toList(), sold, brand, now));
        }
        return all;
    }

    private SkuPrices of(SkuPrice sku, PriceTrail trail, List<ListedPrice> entries, Map<LocalDate, Long> sold,
            Competitiveness.@Nullable Brand brand, Instant now) {
        PriceBoard.Asked asked = new PriceBoard(entries).at(sku.skuId(), sku.priceMinor(), "", now);
        List<MethodRow> methods = book.methods(sku.skuId());
        List<SightRow> sights = book.sights(sku.skuId());
        Long floor = methods.isEmpty() ? null : methods.getFirst().floorMinor();
        List<PriceHistory.Span> history = PriceHistory.of(trail, entries, now);
        Standing standing = new Standing(asked.priceMinor(), trail, history, entries, sights, sold, now, time.zone());
        Competitiveness.Level level = standing.level();
        return new SkuPrices(sku.skuId(), sku.code(), sku.options(), asked, sku.priceMinor(), trail.costMinor(), floor,
                suggested(methods, trail.costMinor(), level == null ? null : level.medianMinor()), entries, methods,
                sights, history, standing.report(floor, brand));
    }

    /** The lowest price that still earns the least margin: cost / (1 − margin), rounded up; null without its parts. */
    static @Nullable Long floor(Method method, @Nullable Long costMinor) {
        return costMinor == null ? null
                : Long.valueOf(Math.ceilDiv(costMinor * 10_000, 10_000L - method.floorMarginBp()));
    }

    /** What the method comes to: cost with its markup, the market's median, or the price written down. */
    static @Nullable Long suggested(List<MethodRow> methods, @Nullable Long costMinor, @Nullable Long medianMinor) {
        if (methods.isEmpty()) {
            return null;
        }
        Method method = methods.getFirst().method();
        Integer markup = method.markupBp();
        return switch (method.way()) {
            case COST -> costMinor == null || markup == null ? null
                    : Long.valueOf(Math.ceilDiv(costMinor * (10_000L + markup), 10_000L));
            case MARKET -> method.targetMinor() == null ? medianMinor : method.targetMinor();
            case CONSUMER -> method.targetMinor();
        };
    }
}
