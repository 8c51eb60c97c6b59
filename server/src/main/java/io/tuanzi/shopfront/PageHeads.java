package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSnapshot.Zone;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.Products;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.inventory.Stock;
import io.tuanzi.promotion.PriceTags;
import io.tuanzi.promotion.PriceTags.Tag;
import io.tuanzi.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** What a page says of itself to whoever does not run scripts: title, description, picture, data and a summary. */
@Component
class PageHeads {

    /** The head of a page and the HTML that stands in the body until the app starts. */
    record Head(String title, String description, String canonical, @Nullable String image, @Nullable String jsonLd,
                String summary) {
    }

    private static final int LISTED = 60;

    private final Products products;
    private final Stock stock;
    private final Links links;
    private final PriceTags tags;
    private final String nameZh;
    private final String nameEn;
    private final JsonMapper json = JsonMapper.shared();

    PageHeads(Products products, Stock stock, Links links, PriceTags tags, @Value("${tuanzi.name:团子}") String nameZh,
              @Value("${tuanzi.name-en:Tuanzi}") String nameEn) {
        this.products = products;
        this.stock = stock;
        this.links = links;
        this.tags = tags;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    Head product(ProductView view, Locale locale) {
        ProductSummary p = view.summary();
        String title = p.title(locale);
        String description = p.summary().in(locale);
        return new Head(title, description, links.product(p.productId()), picture(p), data(view),
                "<h1>" + escaped(title) + "</h1><p>" + escaped(Money.format(price(p, tags.of(p.skuIds()), locale)))
                        + "</p><p>"
                        + escaped(description) + "</p>");
    }

    Head group(GroupView group, ProductView view, Locale locale) {
        ProductSummary p = view.summary();
        boolean en = isEnglish(locale);
        int missing = Math.max(0, group.size() - group.paid() - group.held());
        String text = !"OPEN".equals(group.state()) ? en ? "This group has ended" : "这个团已经结束"
                : en ? missing + " more and everyone pays the group price" : "还差 " + missing + " 位，一起按团价买";
        return new Head(p.title(locale) + (en ? " · group-buy" : " · 拼团"), text, links.group(group.groupId()),
                picture(p), data(view), "<h1>" + escaped(p.title(locale)) + "</h1><p>" + escaped(text) + "</p>");
    }

    Head zone(Zone zone, Locale locale) {
        List<ProductSummary> inside = onShelf().stream().filter(p -> p.zone().equals(zone.code())).toList();
        String name = zone.name().in(locale);
        String text = isEnglish(locale) ? name + ": " + inside.size() + " products"
                : name + "，共 " + inside.size() + " 件";
        return new Head(name + " · " + shopName(locale), text, links.zone(zone.code()),
                links.root() + zone.picture(), list(name, inside, locale), "<h1>" + escaped(name) + "</h1>"
                + linked(inside, locale));
    }

    Head home(Locale locale) {
        String name = shopName(locale);
        String text = isEnglish(locale) ? "Open a group with friends and everyone pays less. Real people, real counts."
                : "和朋友开个团，大家都少付。座位是真人，数字是真数。";
        return new Head(name, text, links.root() + "/", links.root() + "/static/logo.svg", json.writeValueAsString(
                Map.of("@context", "https://schema.org", "@type", "WebSite", "name", name, "url", links.root() + "/")),
                "<h1>" + escaped(name) + "</h1><p>" + escaped(text) + "</p>" + linked(onShelf(), locale));
    }

    private List<ProductSummary> onShelf() {
        ProductSnapshot snapshot = products.snapshot();
        return snapshot.products().values().stream().filter(ProductSummary::onShelf).limit(LISTED).toList();
    }

    /** The products as schema.org lists them. */
    private String list(String name, List<ProductSummary> inside, Locale locale) {
        List<Map<String, Object>> items = new ArrayList<>();
        inside.forEach(p -> items.add(Map.of("@type", "ListItem", "position", items.size() + 1, "url",
                links.product(p.productId()), "name", p.title(locale))));
        return json.writeValueAsString(Map.of("@context", "https://schema.org", "@type", "ItemList", "name", name,
                "numberOfItems", items.size(), "itemListElement", items));
    }

    private String linked(List<ProductSummary> inside, Locale locale) {
        Map<Long, Tag> priced = tags.of(inside.stream().flatMap(p -> p.skuIds().stream()).toList());
        StringBuilder html = new StringBuilder("<ul>");
        inside.forEach(p -> html.append("<li><a href=\"").append(escaped(links.product(p.productId()))).append("\">")
                .append(escaped(p.title(locale))).append("</a> ")
                .append(escaped(Money.format(price(p, priced, locale)))).append("</li>"));
        return html.append("</ul>").toString();
    }

    private long price(ProductSummary p, Map<Long, Tag> priced, Locale locale) {
        return Shown.of(p, products.snapshot(), priced, locale).priceMinor();
    }

    private String data(ProductView listed) {
        ProductSummary p = listed.summary();
        ProductView view = Shown.view(listed, tags.of(p.skuIds()));
        return products.jsonLd(view, links.product(p.productId()), links.root(), stock.available(p.skuIds()));
    }

    private String picture(ProductSummary p) {
        return links.root() + p.picture();
    }

    private String shopName(Locale locale) {
        return isEnglish(locale) ? nameEn : nameZh;
    }

    private static boolean isEnglish(Locale locale) {
        return "en".equals(locale.getLanguage());
    }

    static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
