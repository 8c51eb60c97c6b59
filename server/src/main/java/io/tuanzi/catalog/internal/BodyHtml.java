package io.tuanzi.catalog.internal;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Descriptions as HTML that is safe to show: text, lists, tables, links and our own pictures.
 *
 * <p>Scripts, frames, forms, styles, event handlers and anything loaded from elsewhere go.
 */
final class BodyHtml {

    /**
     * A cleaned description.
     *
     * @param removed what was taken out and matters: element names, {@code on…} attributes, odd addresses
     */
    record Clean(String html, Set<String> removed) {
    }

    private static final Set<String> HARMLESS_TAGS = Set.of("meta", "font", "center", "main", "html", "body", "head",
            "title", "o:p", "link", "base");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "div", "span", "br", "hr", "b", "strong", "i", "em", "u", "s", "del", "ins", "small",
                    "sub", "sup", "mark", "q", "cite", "code", "pre", "blockquote", "ul", "ol", "li", "dl", "dt",
                    "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody", "tfoot", "tr",
                    "th", "td", "section", "article", "header", "footer", "figure", "figcaption", "a", "img")
            .allowTextIn("p", "div", "span", "table")
            .allowWithoutAttributes("span")
            .allowAttributes("colspan", "rowspan").matching(java.util.regex.Pattern.compile("\\d{1,2}"))
            .onElements("td", "th")
            .allowAttributes("href").onElements("a")
            .allowAttributes("title", "lang").globally()
            .allowAttributes("src").matching(java.util.regex.Pattern.compile("/media/[\\w.-]+")).onElements("img")
            .allowAttributes("alt", "width", "height").onElements("img")
            .allowStandardUrlProtocols()
            .requireRelsOnLinks("nofollow", "noopener", "noreferrer")
            .toFactory();

    private BodyHtml() {
    }

    static Clean clean(String html) {
        if (html.isBlank()) {
            return new Clean("", Set.of());
        }
        Set<String> removed = new TreeSet<>();
        String cleaned = POLICY.sanitize(html, new HtmlChangeListener<Set<String>>() {
            @Override
            public void discardedTag(@Nullable Set<String> into, String element) {
                if (into != null && !HARMLESS_TAGS.contains(element.toLowerCase(Locale.ROOT))) {
                    into.add(element);
                }
            }

            @Override
            public void discardedAttributes(@Nullable Set<String> into, String tag, String... attributes) {
                for (String attribute : attributes) {
                    boolean matters = attribute.startsWith("on") || attribute.equals("href")
                            || attribute.equals("src") || attribute.equals("srcdoc");
                    if (into != null && matters) {
                        into.add(tag + " " + attribute);
                    }
                }
            }
        }, removed);
        return new Clean(cleaned.strip(), removed);
    }

    /** The words of a description without its tags, at most so many characters. */
    static String plain(String html, int most) {
        String text = html.replaceAll("<[^>]*>", " ").replace("&nbsp;", " ").replace("&amp;", "&")
                .replaceAll("\\s+", " ").strip();
        return text.length() <= most ? text : text.substring(0, most);
    }
}
