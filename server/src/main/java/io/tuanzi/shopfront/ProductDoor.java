package io.tuanzi.shopfront;

import io.tuanzi.catalog.Favourites;
import io.tuanzi.catalog.ProductQuery;
import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.ProductsFound;
import io.tuanzi.catalog.PurchaseRule;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.inventory.Stock;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.promotion.PriceTags;
import io.tuanzi.promotion.PriceTags.Tag;
import io.tuanzi.shopfront.Cards.Badge;
import io.tuanzi.shopfront.Cards.GroupCard;
import io.tuanzi.shopfront.Cards.ProductCard;
import io.tuanzi.shopfront.Shown.RegionPrice;
import io.tuanzi.shopfront.Shown.TimedPrice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Product lists, search and the product page. */
@RestController
@RequestMapping("/api/shop/products")
class ProductDoor {

    private static final int JOINABLE = 5;

    record Found(List<ProductCard> items, @Nullable String next, int total, @Nullable String didYouMean) {
    }

    record Media(String kind, String url, String alt) {
    }

    record Option(String name, List<String> values) {
    }

    record Sku(long skuId, String code, List<String> options, long priceMinor, @Nullable Long groupPriceMinor,
               int available, @Nullable String picture, @Nullable TimedPrice timed) {
    }

    record Story(String designerInterview, String usageScenario) {
    }

    record Spec(String name, String value) {
    }

    record Layers(List<Spec> specs, List<String> highlights, List<String> scenarios, String afterSales) {
    }

    record Comparison(List<String> columns, List<List<String>> rows) {
    }

    record Rule(int min, int step, @Nullable Integer limit) {
    }

    record Page(long productId, String handle, String title, String picture, String zone, long priceMinor,
                boolean priceFrom, @Nullable Long groupPriceMinor, @Nullable Integer groupSize, List<Badge> badges,
                long sold, int available, String bodyHtml, List<Media> media, List<Option> options, List<Sku> skus,
                @Nullable Story story, Layers layers, @Nullable Comparison comparison,
                @Nullable Offer activity, List<GroupCard> joinable, @Nullable Rule purchaseRule, boolean favourite,
                String state, String jsonLd, @Nullable TimedPrice timed, List<RegionPrice> regionPrices) {
    }

    private final Products products;
    private final Stock stock;
    private final Groups groups;
    private final Cards cards;
    private final Favourites favourites;
    private final Links links;
    private final PriceTags tags;

    ProductDoor(Products products, Stock stock, Groups groups, Cards cards, Favourites favourites, Links links,
                PriceTags tags) {
        this.tags = tags;
        this.products = products;
        this.stock = stock;
        this.groups = groups;
        this.cards = cards;
        this.favourites = favourites;
        this.links = links;
    }

    @GetMapping
    Found find(@RequestParam(required = false) @Nullable String zone, @RequestParam(required = false)
               @Nullable String q, @RequestParam(defaultValue = "RELEVANCE") ProductQuery.Sort sort, PageAsk page,
               Locale locale) {
        if (q != null && q.length() > 100) {
            throw Problem.invalid("q", "too long");
        }
        ProductsFound found = products.find(new ProductQuery(zone, q, sort, page.after(), page.limit()));
        return new Found(cards.products(found.items(), locale), found.next(), found.total(), found.didYouMean());
    }

    @GetMapping("/{productId}")
    Page product(@PathVariable long productId, Optional<Shopper> shopper, Locale locale) {
        return page(products.product(productId), shopper, locale);
    }

    @GetMapping("/by-handle/{handle}")
    Page product(@PathVariable String handle, Optional<Shopper> shopper, Locale locale) {
        return page(products.product(handle), shopper, locale);
    }

    private Page page(Optional<ProductView> found, Optional<Shopper> shopper, Locale locale) {
        ProductView listed = found.filter(v -> !"DRAFT".equals(v.summary().state()))
                .orElseThrow(() -> Problem.notFound("product"));
        Map<Long, Tag> priced = tags.of(listed.skus().stream().map(ProductView.Sku::skuId).toList());
        ProductView view = Shown.view(listed, priced);
        long id = view.summary().productId();
        shopper.ifPresent(s -> favourites.looked(s.customerId(), id));
        ProductCard card = cards.products(List.of(view.summary()), locale).getFirst();
        Map<Long, Integer> available = stock.available(view.skus().stream().map(ProductView.Sku::skuId).toList());
        Activity offer = groups.running(List.of(id)).get(id);
        long me = shopper.map(Shopper::customerId).orElse(0L);
        return new Page(id, card.handle(), card.title(), card.picture(), card.zone(), card.priceMinor(),
                card.priceFrom(), card.groupPriceMinor(), card.groupSize(), card.badges(), card.sold(),
                card.available(), view.bodyHtml(),
                view.media().stream().map(m -> new Media(m.kind(), m.url(), m.alt())).toList(),
                view.options().stream().map(o -> new Option(o.name().in(locale),
                        o.values().stream().map(v -> v.in(locale)).toList())).toList(),
                view.skus().stream().map(s -> new Sku(s.skuId(), s.code(),
                        products.snapshot().options(s.skuId(), s.options(), locale), s.priceMinor(),
                        offer == null ? null : Shown.inGroup(offer, s.skuId(), products.snapshot(), priced),
                        available.getOrDefault(s.skuId(), 0), s.picture(), Shown.timed(priced.get(s.skuId()), locale)))
                        .toList(),
                view.story() == null ? null : new Story(view.story().designerInterview().in(locale),
                        view.story().usageScenario().in(locale)),
                layers(view, locale), comparison(view, locale), offer == null ? null : cards.offer(offer, locale),
                cards.groups(offer == null ? List.of() : groups.joinable(id, null, JOINABLE).items(), me, locale),
                rule(view), shopper.isPresent() && favourites.isMarked(me, id), view.summary().state(),
                products.jsonLd(view, links.product(id), links.root(), available),
                card.timed(), Shown.regions(priced, locale));
    }

    private static Layers layers(ProductView view, Locale locale) {
        var layers = view.layers();
        return layers == null ? new Layers(List.of(), List.of(), List.of(), "") : new Layers(
                layers.specs().stream().map(s -> new Spec(s.name().in(locale), s.value().in(locale))).toList(),
                layers.highlights().stream().map(h -> h.in(locale)).toList(),
                layers.scenarios().stream().map(s -> s.in(locale)).toList(), layers.afterSales().in(locale));
    }

    private static @Nullable Comparison comparison(ProductView view, Locale locale) {
        var table = view.layers() == null ? null : view.layers().comparison();
        return table == null ? null : new Comparison(table.columns().stream().map(c -> c.in(locale)).toList(),
                table.rows().stream().map(row -> row.stream().map(cell -> cell.in(locale)).toList()).toList());
    }

    private static @Nullable Rule rule(ProductView view) {
        PurchaseRule rule = view.skus().isEmpty() ? PurchaseRule.FREE : view.skus().getFirst().rule();
        Integer limit = rule.perPerson() != null ? rule.perPerson() : rule.perOrder();
        return rule.equals(PurchaseRule.FREE) ? null : new Rule(rule.min(), rule.step(), limit);
    }
}
