package io.tuanzi.rewards.web;

import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.kernel.Money;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Fields;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Puts together what is said of a page when it is passed on; every number is one the page itself shows. */
@Component
class ShareCards {

    /** What is passed on. */
    enum Kind { PRODUCT, GROUP, PROMOTER }

    /** The page behind a card: its path, its words, its picture and price; fen. */
    record Subject(Kind kind, long id, String path, String title, String text, @Nullable String picture,
                   @Nullable Long priceMinor, @Nullable String priceLabel) {
    }

    private final Products products;
    private final Groups groups;
    private final String root;

    ShareCards(Products products, Groups groups,
               @Value("${tuanzi.public-url:${TUANZI_PUBLIC_URL:}}") String publicUrl,
               @Value("${server.port:8080}") int port) {
        this.products = products;
        this.groups = groups;
        this.root = (publicUrl.isBlank() ? "http://127.0.0.1:" + port : publicUrl).replaceFirst("/+$", "");
    }

    /** The subject of a kind and id; 404 where shoppers cannot see it. */
    Subject subject(Kind kind, @Nullable Long id) {
        return switch (kind) {
            case PROMOTER -> new Subject(kind, 0, "/pages/home/home", pick("团子：和朋友一起买", "Tuanzi: buy with friends"),
                    pick("人齐了大家都便宜，没满全额退。", "Cheaper together; all money back if the group does not fill."), null, null,
                    null);
            case PRODUCT -> product(onShelf(required(id)));
            case GROUP -> group(groups.group(required(id)).orElseThrow(() -> Problem.notFound("group")));
        };
    }

    private static long required(@Nullable Long id) {
        if (id == null) {
            throw Problem.invalid("id", "missing");
        }
        return Fields.id("page", id);
    }

    private ProductSummary onShelf(long productId) {
        ProductSummary product = products.snapshot().product(productId);
        if (product == null || !product.onShelf()) {
            throw Problem.notFound("product");
        }
        return product;
    }

    private Subject product(ProductSummary product) {
        long id = product.productId();
        Optional<Activity> offer = groups.activityOf(id);
        Long group = offer.flatMap(ShareCards::cheapest).orElse(null);
        String text = offer.isPresent() && group != null
                ? pick(offer.get().size() + " 人成团价 " + Money.format(group) + "，单买 "
                        + Money.format(product.priceMinor()),
                        Money.format(group) + " in a group of " + offer.get().size() + ", alone "
                                + Money.format(product.priceMinor()))
                : product.summary().in(Language.current().locale());
        return new Subject(Kind.PRODUCT, id, "/pages/product/product?id=" + id,
                product.title(Language.current().locale()), text, product.picture(),
                group == null ? product.priceMinor() : group,
                group == null ? null : pick("成团价", "group price"));
    }

    private Subject group(GroupView group) {
        ProductSummary product = products.snapshot().product(group.productId());
        Long price = groups.activity(group.activityId()).flatMap(ShareCards::cheapest).orElse(null);
        int missing = Math.max(0, group.size() - group.paid() - group.held());
        String text = !group.state().equals("OPEN") ? pick("这个团已经结束，还有别的团。", "This group has ended; others are open.")
                : missing == 0 ? pick("位子都有人了，等付款。", "All seats are taken, payment is awaited.")
                : pick(group.size() + " 人成团，还差 " + missing + " 位。",
                        missing + " more to fill a group of " + group.size() + ".");
        return new Subject(Kind.GROUP, group.groupId(), "/pages/group/group?id=" + group.groupId(),
                product == null ? pick("一起拼团", "Join my group") : product.title(Language.current().locale()), text,
                product == null ? null : product.picture(), price, pick("成团价", "group price"));
    }

    private static Optional<Long> cheapest(Activity offer) {
        return offer.priceMinorBySku().values().stream().min(Comparator.naturalOrder());
    }

    private static String pick(String zh, String en) {
        return Language.current().pick(zh, en);
    }

    /** The card of a subject, carrying an invite code if there is one. */
    ShareCard card(Subject subject, @Nullable String code) {
        String ask = "?kind=" + subject.kind() + (subject.id() == 0 ? "" : "&id=" + subject.id())
                + (code == null ? "" : "&by=" + code);
        String path = path(subject, code);
        return new ShareCard(root + path, path.substring(1), subject.title(), subject.text(),
                "/api/shop/share/poster.svg" + ask, "/api/shop/share/qr.png" + ask, code);
    }

    /** The address a code opens, absolute. */
    String address(Subject subject, @Nullable String code) {
        return root + path(subject, code);
    }

    private static String path(Subject subject, @Nullable String code) {
        if (code == null) {
            return subject.path();
        }
        return subject.path() + (subject.path().contains("?") ? "&by=" : "?by=") + code;
    }
}
