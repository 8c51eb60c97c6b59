package io.tuanzi.backoffice;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tuanzi.catalog.Assortment;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.PurchaseRule;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.inventory.Stock;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Products for staff: the list, the page with stock and movements, and what is done to stock. */
@RestController("staffProductDoor")
@RequestMapping("/api/staff")
class ProductDoor {

    private static final int MOVEMENTS = 50;
    private static final int MOST_LOW = 10_000;
    private static final int MOST_UNITS = 10_000_000;

    record Media(String kind, String url, String alt) {
    }

    record Story(String designerInterview, String usageScenario) {
    }

    record Spec(String name, String value) {
    }

    record Layers(List<Spec> specs, List<String> highlights, List<String> scenarios, String afterSales) {
    }

    record Group(long activityId, int size, long priceFromMinor) {
    }

    /** The page as shoppers have it; the story in the shop's own words, as it is edited. */
    record Page(String bodyHtml, List<Media> media, @Nullable Story story, Layers layers, @Nullable Group activity,
                String state) {
    }

    record StockRow(long skuId, String code, List<String> options, long priceMinor, @Nullable Long costMinor,
                    String warehouse, int available, int reserved, int committed, int missed, int planned,
                    int upliftBp, boolean low, boolean retired, PurchaseRule limit) {
    }

    record Movement(Instant at, String skuCode, String kind, int quantity, String ref) {
    }

    record Selected(String state, Instant at, String by, String reason) {
    }

    record Detail(@JsonUnwrapped ProductRows.Row row, Page product, List<StockRow> stock, List<Movement> movements,
                  List<Selected> selection, List<String> pictureFindings, @Nullable Instant onShelfAt,
                  @Nullable Instant offShelfAt) {
    }

    record Move(int delta, String kind, String reason) {
    }

    record Plan(int plannedStock, int upliftBp, String reason) {
    }

    private record Asked(long skuId, Object ask) {
    }

    private final Assortment assortment;
    private final Stock stock;
    private final Groups groups;
    private final ProductRows rows;
    private final AuditTrail trail;
    private final Once once;

    ProductDoor(Assortment assortment, Stock stock, Groups groups, ProductRows rows, AuditTrail trail, Once once) {
        this.assortment = assortment;
        this.stock = stock;
        this.groups = groups;
        this.rows = rows;
        this.trail = trail;
        this.once = once;
    }

    @GetMapping("/products")
    @Permit("PRODUCT_VIEW")
    Paged<ProductRows.Row> list(StaffMember staff, @RequestParam(required = false) @Nullable String q,
                                @RequestParam(required = false) @Nullable String state,
                                @RequestParam(required = false) @Nullable String zone,
                                @RequestParam(required = false) @Nullable Long sku,
                                @RequestParam(defaultValue = "false") boolean low, PageAsk page) {
        Paged<ProductSummary> found = assortment.products(new Assortment.Filter(Fields.optionalText("q", q, 100),
                Fields.optionalText("state", state, 20), Fields.optionalText("zone", zone, 32), among(sku, low)),
                page.after(), page.limit());
        return new Paged<>(rows.of(found.items()), found.next());
    }

    /** The variants asked for: one of a task, those below their line, or null for all. */
    private @Nullable Set<Long> among(@Nullable Long sku, boolean low) {
        Set<Long> below = low ? stock.low(MOST_LOW).stream().map(Stock.Level::skuId).collect(Collectors.toSet()) : null;
        if (sku == null) {
            return below;
        }
        return below == null || below.contains(sku) ? Set.of(sku) : Set.of();
    }

    @GetMapping("/products/{productId}")
    @Permit("PRODUCT_VIEW")
    Detail product(StaffMember staff, @PathVariable long productId, Locale locale) {
        Assortment.Detail detail = assortment.detail(Fields.id("product", productId))
                .orElseThrow(() -> Problem.notFound("product"));
        Map<Long, Stock.Level> levels = new HashMap<>();
        List<Long> skus = detail.skus().stream().map(Assortment.SkuDetail::skuId).toList();
        stock.levels(skus).forEach(level -> levels.put(level.skuId(), level));
        Map<Long, String> codes = new HashMap<>();
        detail.skus().forEach(sku -> codes.put(sku.skuId(), sku.code()));
        return new Detail(rows.of(List.of(detail.product().summary())).getFirst(), page(detail.product(), locale),
                detail.skus().stream().map(sku -> stockRow(sku, levels.get(sku.skuId()))).toList(),
                stock.movements(skus, MOVEMENTS).stream().map(m -> new Movement(m.at(),
                        codes.getOrDefault(m.skuId(), ""), m.kind(), m.quantity(), m.ref())).toList(),
                detail.selection().stream().map(s -> new Selected(s.state(), s.at(), s.by(), s.reason())).toList(),
                rows.texts(detail.pictureFindings()), detail.onShelfAt(), detail.offShelfAt());
    }

    private Page page(ProductView view, Locale locale) {
        var layers = view.layers();
        Layers shown = layers == null ? new Layers(List.of(), List.of(), List.of(), "") : new Layers(
                layers.specs().stream().map(s -> new Spec(s.name().in(locale), s.value().in(locale))).toList(),
                layers.highlights().stream().map(h -> h.in(locale)).toList(),
                layers.scenarios().stream().map(s -> s.in(locale)).toList(), layers.afterSales().in(locale));
        var story = view.story();
        long id = view.summary().productId();
        return new Page(view.bodyHtml(),
                view.media().stream().map(m -> new Media(m.kind(), m.url(), m.alt())).toList(),
                story == null ? null : new Story(story.designerInterview().zh(), story.usageScenario().zh()), shown,
                group(groups.running(List.of(id)).get(id)), view.summary().state());
    }

    private static @Nullable Group group(@Nullable Activity activity) {
        return activity == null ? null : new Group(activity.activityId(), activity.size(),
                activity.priceMinorBySku().values().stream().mapToLong(Long::longValue).min().orElse(0));
    }

    private static StockRow stockRow(Assortment.SkuDetail sku, Stock.@Nullable Level level) {
        return level == null
                ? new StockRow(sku.skuId(), sku.code(), sku.options(), sku.priceMinor(), sku.costMinor(), "main", 0, 0,
                        0, 0, 0, 0, false, sku.retired(), sku.rule())
                : new StockRow(sku.skuId(), sku.code(), sku.options(), sku.priceMinor(), sku.costMinor(),
                        level.warehouse(), level.available(), level.reserved(), level.committed(), level.missed(),
                        level.planned(), level.upliftBp(), level.low(), sku.retired(), sku.rule());
    }

    @PostMapping("/skus/{skuId}/stock")
    @Permit("PRODUCT_EDIT")
    ResponseEntity<Void> move(StaffMember staff, Key key, @PathVariable long skuId, @RequestBody Move ask) {
        requireSku(skuId);
        String reason = Fields.reason(ask.reason());
        if (!Set.of("RECEIVE", "WRITE_OFF", "COUNT").contains(ask.kind())) {
            throw Problem.invalid("kind", "unknown");
        }
        Fields.range("delta", ask.delta(), ask.kind().equals("RECEIVE") ? 1 : -MOST_UNITS, MOST_UNITS);
        if (ask.delta() == 0) {
            throw Problem.invalid("delta", "range").with("least", 1).with("most", MOST_UNITS);
        }
        int units = ask.kind().equals("WRITE_OFF") ? -Math.abs(ask.delta()) : ask.delta();
        return done(staff, key, "backoffice.stock", skuId, ask, () -> {
            int before = available(skuId);
            stock.move(skuId, ask.kind(), units, "staff:" + staff.staffId() + ":" + key.value());
            trail.wrote(staff.actor(), "stock.move", "sku:" + skuId, Map.of("available", before),
                    Map.of("available", available(skuId), "kind", ask.kind(), "quantity", units), reason);
        });
    }

    private int available(long skuId) {
        return stock.levels(List.of(skuId)).stream().findFirst().map(Stock.Level::available).orElse(0);
    }

    @PutMapping("/skus/{skuId}/plan")
    @Permit("PRODUCT_EDIT")
    ResponseEntity<Void> plan(StaffMember staff, Key key, @PathVariable long skuId, @RequestBody Plan ask) {
        requireSku(skuId);
        String reason = Fields.reason(ask.reason());
        Fields.range("plannedStock", ask.plannedStock(), 0, MOST_UNITS);
        Fields.range("upliftBp", ask.upliftBp(), 0, 100_000);
        return done(staff, key, "backoffice.plan", skuId, ask, () -> {
            Stock.Level before = stock.levels(List.of(skuId)).stream().findFirst().orElse(null);
            stock.plan(skuId, ask.plannedStock(), ask.upliftBp());
            trail.wrote(staff.actor(), "stock.plan", "sku:" + skuId,
                    before == null ? Map.of("planned", 0, "upliftBp", 0)
                            : Map.of("planned", before.planned(), "upliftBp", before.upliftBp()),
                    Map.of("planned", ask.plannedStock(), "upliftBp", ask.upliftBp()), reason);
        });
    }

    private void requireSku(long skuId) {
        if (!assortment.knows(Fields.id("sku", skuId))) {
            throw Problem.notFound("sku");
        }
    }

    private ResponseEntity<Void> done(StaffMember staff, Key key, String scope, long skuId, Object ask,
                                      Runnable work) {
        boolean done = once.run(scope, staff.actor(), key.value(), new Asked(skuId, ask), Boolean.class, () -> {
            work.run();
            return true;
        });
        return done ? ResponseEntity.noContent().build() : ResponseEntity.notFound().build();
    }
}
