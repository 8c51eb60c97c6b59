package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.customer.CustomerView;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.inventory.Stock;
import io.tuanzi.promotion.PriceTags;
import io.tuanzi.promotion.PriceTags.Tag;
import io.tuanzi.shopfront.Shown.TimedPrice;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cards of products and groups: a constant number of queries for any number of cards. */
@Component
public class Cards {

    /** A service promise. */
    public record Badge(String code, String text) {
    }

    /** A product in a list; money in fen. */
    public record ProductCard(long productId, String handle, String title, String picture, String zone,
                              long priceMinor, boolean priceFrom, @Nullable Long groupPriceMinor,
                              @Nullable Integer groupSize, List<Badge> badges, long sold, int available,
                              @Nullable TimedPrice timed) {
    }

    /** A seat as strangers see it; {@code demo} marks people of the demo shop. */
    public record Seat(String nickname, String avatar, boolean leader, boolean me, String state, boolean demo) {
    }

    /** A group in a list. */
    public record GroupCard(long groupId, long productId, String title, String picture, int size, int paid, int held,
                            List<Seat> seats, Seat leader, long priceMinor, long singlePriceMinor, Instant expiresAt,
                            String state) {
    }

    private final Products products;
    private final Stock stock;
    private final Groups groups;
    private final Lookups lookups;
    private final PriceTags tags;

    Cards(Products products, Stock stock, Groups groups, Lookups lookups, PriceTags tags) {
        this.tags = tags;
        this.products = products;
        this.stock = stock;
        this.groups = groups;
        this.lookups = lookups;
    }

    /** Cards in the order given; products no longer known are left out. */
    public List<ProductCard> products(Collection<ProductSummary> summaries, Locale locale) {
        ProductSnapshot snapshot = products.snapshot();
        List<Long> ids = summaries.stream().map(ProductSummary::productId).toList();
        Map<Long, Long> sold = products.sold(ids);
        Map<Long, Activity> offers = groups.running(ids);
        Set<Long> skuIds = summaries.stream().flatMap(p -> p.skuIds().stream()).collect(Collectors.toSet());
        Map<Long, Integer> available = stock.available(skuIds);
        Map<Long, Tag> priced = tags.of(skuIds);
        return summaries.stream().map(p -> card(p, snapshot, sold, offers, available, priced, locale)).toList();
    }

    private static ProductCard card(ProductSummary p, ProductSnapshot snapshot, Map<Long, Long> sold,
                                    Map<Long, Activity> offers, Map<Long, Integer> available,
                                    Map<Long, Tag> priced, Locale locale) {
        Shown price = Shown.of(p, snapshot, priced, locale);
        Activity offer = offers.get(p.productId());
        Long groupPrice = offer == null ? null : Long.valueOf(Shown.inGroup(offer, snapshot, priced));
        List<Badge> badges = p.badges().stream().map(code -> {
            var words = snapshot.badges().get(code);
            return words == null ? null : new Badge(code, words.in(locale));
        }).filter(Objects::nonNull).toList();
        int units = p.skuIds().stream().mapToInt(sku -> available.getOrDefault(sku, 0)).sum();
        return new ProductCard(p.productId(), p.handle(), p.title(locale), p.picture(), p.zone(), price.priceMinor(),
                price.from(), groupPrice, offer == null ? null : offer.size(), badges,
                sold.getOrDefault(p.productId(), 0L), units, price.timed());
    }

    /** An offer with the price its groups ask now. */
    Offer offer(Activity offer, Locale locale) {
        return Offer.of(offer, Shown.inGroup(offer, products.snapshot(), tags.of(offer.priceMinorBySku().keySet())),
                locale);
    }

    /** Cards of groups in the order given; {@code me} is the reader, 0 for a stranger. */
    public List<GroupCard> groups(List<GroupView> views, long me, Locale locale) {
        ProductSnapshot snapshot = products.snapshot();
        Set<Long> people = new HashSet<>();
        views.forEach(g -> {
            people.add(g.leaderId());
            g.seats().forEach(s -> people.add(s.customerId()));
        });
        Map<Long, CustomerView> known = lookups.faces(people);
        Map<Long, Activity> offers = groups.running(views.stream().map(GroupView::productId).toList());
        Map<Long, Tag> priced = tags.of(offers.values().stream().flatMap(o -> o.priceMinorBySku().keySet().stream())
                .collect(Collectors.toSet()));
        return views.stream().map(g -> group(g, snapshot, known, offers.get(g.productId()), priced, me, locale))
                .toList();
    }

    private GroupCard group(GroupView g, ProductSnapshot snapshot, Map<Long, CustomerView> people,
                            @Nullable Activity running, Map<Long, Tag> priced, long me, Locale locale) {
        ProductSummary product = snapshot.product(g.productId());
        Activity offer = running != null && running.activityId() == g.activityId() ? running
                : groups.activity(g.activityId()).orElse(null);
        long price = offer == null ? 0 : Shown.inGroup(offer, snapshot, priced);
        long single = offer == null ? 0 : single(offer, snapshot, priced, price);
        List<Seat> seats = g.seats().stream().map(s -> seat(people.get(s.customerId()), s.customerId(),
                g.leaderId() == s.customerId(), me, s.state())).toList();
        return new GroupCard(g.groupId(), g.productId(), product == null ? "" : product.title(locale),
                product == null ? "" : product.picture(), g.size(), g.paid(), g.held(), seats,
                seat(people.get(g.leaderId()), g.leaderId(), true, me, "PAID"), price, single, g.expiresAt(),
                g.state());
    }

    /** What the SKU costs alone now whose group price is shown. */
    private static long single(Activity offer, ProductSnapshot snapshot, Map<Long, Tag> priced, long price) {
        return offer.priceMinorBySku().keySet().stream()
                .filter(sku -> Objects.equals(Shown.inGroup(offer, sku, snapshot, priced), price))
                .map(snapshot::sku).filter(Objects::nonNull).mapToLong(sku -> Shown.price(sku, priced))
                .min().orElse(price);
    }

    private static Seat seat(@Nullable CustomerView person, long customerId, boolean leader, long me, String state) {
        boolean mine = customerId == me;
        String name = person == null ? "" : mine || person.demo() ? person.nickname() : masked(person.nickname());
        return new Seat(name, person == null ? "" : person.avatar(), leader, mine, state,
                person != null && person.demo());
    }

    /** Strangers see the first character only. */
    static String masked(String nickname) {
        if (nickname.codePointCount(0, nickname.length()) < 2) {
            return nickname;
        }
        return nickname.substring(0, nickname.offsetByCodePoints(0, 1)) + "**";
    }
}
