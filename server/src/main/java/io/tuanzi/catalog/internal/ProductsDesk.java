package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.PriceTrail;
import io.tuanzi.catalog.ProductQuery;
import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.ProductsFound;
import io.tuanzi.catalog.Ranking;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.catalog.Words;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.ShopTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue for reading. */
@Component
class ProductsDesk implements Products {

    private static final int HOT_LEAST = 2;
    private static final Words WEEK_RULE = new Words("最近 7 天付款件数减去退款件数，每 30 秒重算",
            "Units paid in the last 7 days minus units refunded, computed again every 30 s");
    private static final Words REVIEW_RULE = new Words("按真实评价排序", "Ordered by real reviews");
    private static final Words NO_REVIEWS = new Words("还没有评价，有了真实评价才有这个榜。",
            "There are no reviews yet; this ranking starts with the first real ones.");

    private final SnapshotKeeper keeper;
    private final SnapshotBook snapshots;
    private final Pages pages;
    private final SalesBook sales;
    private final TrailBook trails;
    private final SoldTotals totals;
    private final Search search;
    private final Titles titles;
    private final ShopTime time;
    private final JsonMapper mapper;

    ProductsDesk(SnapshotKeeper keeper, SnapshotBook snapshots, Pages pages, SalesBook sales, TrailBook trails,
                 SoldTotals totals, Search search, Titles titles, ShopTime time, JsonMapper mapper) {
        this.keeper = keeper;
        this.snapshots = snapshots;
        this.pages = pages;
        this.sales = sales;
        this.trails = trails;
        this.totals = totals;
        this.search = search;
        this.titles = titles;
        this.time = time;
        this.mapper = mapper;
    }

    @Override
    public ProductSnapshot snapshot() {
        return keeper.snapshot();
    }

    @Override
    public ProductSnapshot fresh() {
        return keeper.fresh();
    }

    @Override
    public boolean isCurrent(long version) {
        return snapshots.version() == version;
    }

    @Override
    public Optional<ProductView> product(long productId) {
        ProductSnapshot snapshot = keeper.snapshot();
        ProductSummary summary = snapshot.product(productId);
        return summary == null ? Optional.empty() : pages.view(snapshot, summary);
    }

    @Override
    public Optional<ProductView> product(String handle) {
        ProductSnapshot snapshot = keeper.snapshot();
        return snapshot.products().values().stream().filter(p -> p.handle().equals(handle)).findFirst()
                .flatMap(summary -> pages.view(snapshot, summary));
    }

    @Override
    public ProductsFound find(ProductQuery query) {
        if (query.limit() < 1 || query.limit() > 100) {
            throw Problem.invalid("limit", "range");
        }
        ProductLists.Cursor cursor = ProductLists.Cursor.of(query.after());
        ProductSnapshot snapshot = keeper.snapshot();
        String words = query.words() == null ? "" : query.words().strip();
        List<ProductSummary> found;
        String didYouMean = null;
        ToLongFunction<ProductSummary> key;
        if (words.isEmpty()) {
            found = snapshot.products().values().stream().filter(p -> shown(snapshot, p, query.zone())).toList();
            key = ProductLists.key(query.sort(), soldFor(query.sort()));
        } else {
            Search.Hits hits = search.find(snapshot, words, p -> shown(snapshot, p, query.zone()));
            found = hits.products();
            didYouMean = hits.didYouMean();
            key = query.sort() == ProductQuery.Sort.RELEVANCE ? hits::place
                    : ProductLists.key(query.sort(), soldFor(query.sort()));
        }
        List<ProductSummary> sorted = found.stream().sorted(ProductLists.order(key)).toList();
        List<ProductSummary> rest = ProductLists.after(sorted, key, cursor);
        List<ProductSummary> page = rest.stream().limit(query.limit()).toList();
        String next = rest.size() > page.size()
                ? new ProductLists.Cursor(key.applyAsLong(page.getLast()), page.getLast().productId()).text() : null;
        return new ProductsFound(page, next, sorted.size(), didYouMean);
    }

    /** Lists show what is on the shelf and has at least one SKU that can be bought. */
    private static boolean shown(ProductSnapshot snapshot, ProductSummary product,
                                 @Nullable String zone) {
        return product.onShelf() && (zone == null || zone.isEmpty() || product.zone().equals(zone))
                && product.skuIds().stream().map(snapshot::sku).filter(Objects::nonNull).anyMatch(SkuPrice::buyable);
    }

    private Map<Long, Long> soldFor(ProductQuery.Sort sort) {
        return sort == ProductQuery.Sort.SALES || sort == ProductQuery.Sort.RELEVANCE ? totals.units() : Map.of();
    }

    @Override
    public Ranking ranking(String code) {
        if ("REVIEWS".equals(code)) {
            return new Ranking(code, REVIEW_RULE, List.of(), NO_REVIEWS, null);
        }
        if (!RankingSweep.WEEK_SALES.equals(code)) {
            throw Problem.notFound("ranking");
        }
        ProductSnapshot snapshot = keeper.snapshot();
        List<Ranking.Row> rows = new ArrayList<>();
        for (SalesBook.Rank rank : sales.ranks(code)) {
            ProductSummary product = snapshot.product(rank.productId());
            if (product != null && product.onShelf()) {
                rows.add(new Ranking.Row(rows.size() + 1, product, rank.units()));
            }
        }
        return new Ranking(code, WEEK_RULE, rows, null, sales.computedAt(code).orElse(null));
    }

    @Override
    public Map<Long, Long> sold(Collection<Long> productIds) {
        return sales.sold(productIds);
    }

    @Override
    public Map<LocalDate, Long> soldByDay(long productId, int days) {
        return trails.soldByDay(productId, days, time.zone().getId());
    }

    @Override
    public Map<Long, PriceTrail> priceTrails(Collection<Long> skuIds) {
        return trails.trails(skuIds);
    }

    @Override
    public List<String> hotWords(int limit) {
        return sales.hotWords(time.zone().getId(), HOT_LEAST, limit);
    }

    @Override
    public List<String> titleFindings(ProductSummary product) {
        return titles.findings(product);
    }

    @Override
    public String jsonLd(ProductView product, String page, String root, Map<Long, Integer> available) {
        return JsonLd.of(mapper, product, page, root, available);
    }
}
