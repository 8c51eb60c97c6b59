package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.platform.problem.LostPage;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.shopfront.PageHeads.Head;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.HtmlUtils;

/**
 * The built apps as pages: the storefront at the root, the console below {@code /console/}.
 *
 * <p>The pages of the shop, its zones, products and groups carry title, description, canonical address, Open Graph,
 * JSON-LD and a readable summary in the HTML itself, for whoever does not run scripts (REC-09). The app replaces the
 * summary when it starts.
 */
@Controller
class AppPages implements LostPage {

    private static final int SITEMAP_MOST = 5_000;

    private final Products products;
    private final Groups groups;
    private final PageHeads heads;
    private final Links links;

    AppPages(Products products, Groups groups, PageHeads heads, Links links) {
        this.products = products;
        this.groups = groups;
        this.heads = heads;
        this.links = links;
    }

    @GetMapping(path = "/pages/**", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> shop(Locale locale) {
        return html(HttpStatus.OK, page(locale));
    }

    @GetMapping(path = {"/", "/pages/home/home"}, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> home(Locale locale) {
        return withHead(Optional.of(heads.home(locale)), locale);
    }

    @GetMapping(path = "/pages/product/product", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> product(@RequestParam(required = false) @Nullable String id,
                                   @RequestParam(required = false) @Nullable String handle, Locale locale) {
        Optional<ProductView> found = handle == null ? number(id).flatMap(products::product) : products.product(handle);
        return withHead(found.filter(view -> !"DRAFT".equals(view.summary().state()))
                .map(view -> heads.product(view, locale)), locale);
    }

    @GetMapping(path = "/pages/group/group", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> group(@RequestParam(required = false) @Nullable String id, Locale locale) {
        return withHead(number(id).flatMap(groups::group).flatMap(g -> products.product(g.productId())
                .map(view -> heads.group(g, view, locale))), locale);
    }

    /** A zone's page says what is in it; without a zone it is the page of everything, which needs no words here. */
    @GetMapping(path = "/pages/category/category", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> category(@RequestParam(required = false) @Nullable String zone, Locale locale) {
        return products.snapshot().zones().stream().filter(each -> each.code().equals(zone)).findFirst()
                .map(each -> withHead(Optional.of(heads.zone(each, locale)), locale)).orElseGet(() -> shop(locale));
    }

    @GetMapping(path = {"/console", "/console/", "/console/{path:[^.]*}", "/console/{path:[^.]*}/{more:[^.]*}",
        "/console/{path:[^.]*}/{more:[^.]*}/{rest:[^.]*}"}, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> console() {
        return html(HttpStatus.OK, page("static/console/index.html"));
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
        products.snapshot().zones().forEach(zone -> xml.append("<url><loc>")
                .append(HtmlUtils.htmlEscape(links.zone(zone.code()))).append("</loc></url>\n"));
        products.snapshot().products().values().stream().filter(ProductSummary::onShelf).limit(SITEMAP_MOST)
                .forEach(p -> xml.append("<url><loc>").append(HtmlUtils.htmlEscape(links.product(p.productId())))
                        .append("</loc></url>\n"));
        return ResponseEntity.ok(xml.append("</urlset>\n").toString());
    }

    /** The app's page with its head; what is not there is 404, and the app says so in the reader's words. */
    private static ResponseEntity<String> withHead(Optional<Head> found, Locale locale) {
        String page = page(locale);
        if (found.isEmpty()) {
            return html(HttpStatus.NOT_FOUND, page);
        }
        Head head = found.get();
        StringBuilder tags = new StringBuilder("<title>" + PageHeads.escaped(head.title()) + "</title>");
        tags.append("<meta name=\"description\" content=\"").append(PageHeads.escaped(head.description()))
                .append("\">");
        tags.append("<link rel=\"canonical\" href=\"").append(PageHeads.escaped(head.canonical())).append("\">");
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
        String headed = Matcher.quoteReplacement(tags.toString());
        return html(HttpStatus.OK, page.replaceFirst("<title>.*?</title>", headed)
                .replace("<!--app-html-->", "<main>" + head.summary() + "</main>"));
    }

    private static void og(StringBuilder tags, String name, String value) {
        tags.append("<meta property=\"og:").append(name).append("\" content=\"").append(PageHeads.escaped(value))
                .append("\">");
    }

    private static Optional<Long> number(@Nullable String id) {
        return id != null && id.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }

    private static ResponseEntity<String> html(HttpStatus status, String page) {
        return ResponseEntity.status(status).varyBy(HttpHeaders.ACCEPT_LANGUAGE).cacheControl(CacheControl.noCache())
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8)).body(page);
    }

    /** The storefront's page in the reader's language. */
    private static String page(Locale locale) {
        String page = page("static/shop/index.html");
        return "en".equals(locale.getLanguage())
                ? page.replaceFirst("<html lang=\"[^\"]*\"", "<html lang=\"en\"") : page;
    }

    private static String page(String name) {
        try {
            return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.notFound("page");
        }
    }
}
