package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.inventory.Stock;
import io.tuanzi.kernel.Money;
import io.tuanzi.platform.problem.LostPage;
import io.tuanzi.platform.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.HtmlUtils;

/**
 * The built apps as pages: the storefront at the root, the console below {@code /console/}.
 *
 * <p>A product's and a group's page carry title, description, canonical address, Open Graph, JSON-LD and a readable
 * summary in the HTML itself, for whoever does not run scripts (REC-09). The app replaces the summary when it starts.
 */
@Controller
class AppPages implements LostPage {

    private static final int SITEMAP_MOST = 5_000;

    private record Head(String title, String description, String canonical, @Nullable String image,
                        @Nullable String jsonLd, String summary) {
    }

    private final Products products;
    private final Groups groups;
    private final Stock stock;
    private final Links links;

    AppPages(Products products, Groups groups, Stock stock, Links links) {
        this.products = products;
        this.groups = groups;
        this.stock = stock;
        this.links = links;
    }

    @GetMapping(path = {"/", "/pages/**"}, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> shop() {
        return html(page("static/shop/index.html"));
    }

    @GetMapping(path = "/pages/product/product", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> product(@RequestParam(required = false) @Nullable String id, Locale locale) {
        return withHead(number(id).flatMap(products::product).map(view -> productHead(view, locale)));
    }

    @GetMapping(path = "/pages/group/group", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> group(@RequestParam(required = false) @Nullable String id, Locale locale) {
        return withHead(number(id).flatMap(groups::group).flatMap(g -> products.product(g.productId())
                .map(view -> groupHead(g, view, locale))));
    }

    @GetMapping(path = {"/console", "/console/", "/console/{path:[^.]*}", "/console/{path:[^.]*}/{more:[^.]*}",
        "/console/{path:[^.]*}/{more:[^.]*}/{rest:[^.]*}"}, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> console() {
        return html(page("static/console/index.html"));
    }

    @Override
    public @Nullable String html() {
        return new ClassPathResource("static/shop/index.html").exists() ? page("static/shop/index.html") : null;
    }

    @GetMapping(path = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> robots() {
        return ResponseEntity.ok("User-agent: *\nDisallow: /api/\nDisallow: /console/\nSitemap: " + links.root()
                + "/sitemap.xml\n");
    }

    @GetMapping(path = "/sitemap.xml", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<String> sitemap() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        xml.append("<url><loc>").append(links.root()).append("/</loc></url>\n");
        products.snapshot().products().values().stream().filter(ProductSummary::onShelf).limit(SITEMAP_MOST)
                .forEach(p -> xml.append("<url><loc>").append(HtmlUtils.htmlEscape(links.product(p.productId())))
                        .append("</loc></url>\n"));
        return ResponseEntity.ok(xml.append("</urlset>\n").toString());
    }

    private Head productHead(ProductView view, Locale locale) {
        ProductSummary p = view.summary();
        Map<Long, Integer> available = stock.available(p.skuIds());
        String title = p.title(locale);
        String description = p.summary().in(locale);
        return new Head(title, description, links.product(p.productId()), links.root() + p.picture(),
                products.jsonLd(view, links.product(p.productId()), links.root(), available),
                "<h1>" + escaped(title) + "</h1><p>" + escaped(Money.format(p.priceMinor())) + "</p><p>"
                        + escaped(description) + "</p>");
    }

    private Head groupHead(GroupView group, ProductView view, Locale locale) {
        ProductSummary p = view.summary();
        boolean en = "en".equals(locale.getLanguage());
        int missing = Math.max(0, group.size() - group.paid() - group.held());
        String text = en ? missing + " more and everyone pays the group price" : "还差 " + missing + " 位，一起按团价买";
        return new Head(p.title(locale) + (en ? " · group-buy" : " · 拼团"), text, links.group(group.groupId()),
                links.root() + p.picture(), null, "<h1>" + escaped(p.title(locale)) + "</h1><p>" + escaped(text)
                + "</p>");
    }

    private ResponseEntity<String> withHead(Optional<Head> found) {
        String page = page("static/shop/index.html");
        if (found.isEmpty()) {
            return html(page);
        }
        Head head = found.get();
        StringBuilder tags = new StringBuilder("<title>" + escaped(head.title()) + "</title>");
        tags.append("<meta name=\"description\" content=\"").append(escaped(head.description())).append("\">");
        tags.append("<link rel=\"canonical\" href=\"").append(escaped(head.canonical())).append("\">");
        og(tags, "title", head.title());
        og(tags, "description", head.description());
        og(tags, "url", head.canonical());
        og(tags, "type", "website");
        if (head.image() != null) {
            og(tags, "image", head.image());
        }
        if (head.jsonLd() != null) {
            tags.append("<script type=\"application/ld+json\">").append(head.jsonLd().replace("<", "\\u003c"))
                    .append("</script>");
        }
        return html(page.replaceFirst("<title>.*?</title>", java.util.regex.Matcher.quoteReplacement(tags.toString()))
                .replace("<!--app-html-->", "<main>" + head.summary() + "</main>"));
    }

    private static void og(StringBuilder tags, String name, String value) {
        tags.append("<meta property=\"og:").append(name).append("\" content=\"").append(escaped(value))
                .append("\">");
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static Optional<Long> number(@Nullable String id) {
        return id != null && id.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }

    private static ResponseEntity<String> html(String page) {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache())
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8)).body(page);
    }

    private static String page(String name) {
        try {
            return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.notFound("page");
        }
    }
}
