package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.Ranking;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.shopfront.Cards.GroupCard;
import io.tuanzi.shopfront.Cards.ProductCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The home page: zones, running groups, the week's ranking, scenes. */
@RestController
@RequestMapping("/api/shop")
class HomeDoor {

    private static final int HOT_WORDS = 8;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private static final int GROUPS = 8;
    private static final int PER_SCENE = 6;

    record Zone(String code, String name, String slot, String picture) {
    }

    record Scene(String code, String title, String subtitle, List<ProductCard> products) {
    }

    record RankRow(int rank, ProductCard product, long soldThisWeek) {
    }

    record Home(List<Zone> zones, List<GroupCard> running, int runningTotal, List<RankRow> ranking,
                String rankingRule, @Nullable String rankingAbsent, List<Scene> scenes, List<String> hotWords) {
    }

    private final Products products;
    private final Groups groups;
    private final Cards cards;

    HomeDoor(Products products, Groups groups, Cards cards) {
        this.products = products;
        this.groups = groups;
        this.cards = cards;
    }

    @GetMapping("/home")
    Home home(Optional<Shopper> shopper, Locale locale) {
        ProductSnapshot snapshot = products.snapshot();
        Ranking ranking = products.ranking("WEEK_SALES");
        Map<String, List<ProductSummary>> scenes = scenes(snapshot);
        List<ProductSummary> wanted = new ArrayList<>();
        ranking.rows().forEach(row -> wanted.add(row.product()));
        scenes.values().forEach(wanted::addAll);
        Map<Long, ProductCard> byId = new LinkedHashMap<>();
        cards.products(wanted.stream().distinct().toList(), locale).forEach(c -> byId.put(c.productId(), c));
        List<GroupView> running = groups.joinable(null, null, GROUPS).items();
        Set<String> filled = snapshot.products().values().stream().filter(ProductSummary::onShelf)
                .map(ProductSummary::zone).collect(Collectors.toSet());
        return new Home(snapshot.zones().stream().filter(z -> filled.contains(z.code()))
                .map(z -> new Zone(z.code(), z.name().in(locale), z.slot(), z.picture())).toList(),
                cards.groups(running, shopper.map(Shopper::customerId).orElse(0L), locale), groups.running(),
                ranking.rows().stream().map(r -> new RankRow(r.rank(), Objects.requireNonNull(
                        byId.get(r.product().productId())), r.units())).toList(),
                ranking.rule().in(locale), ranking.absent() == null ? null : ranking.absent().in(locale),
                snapshot.scenes().stream().map(s -> new Scene(s.code(), s.title().in(locale), s.subtitle().in(locale),
                        scenes.getOrDefault(s.code(), List.of()).stream()
                                .map(p -> Objects.requireNonNull(byId.get(p.productId()))).toList())).toList(),
                hotWords(locale));
    }

    /** What people search for, in a script the reader reads. */
    private List<String> hotWords(Locale locale) {
        boolean en = "en".equals(locale.getLanguage());
        return products.hotWords(HOT_WORDS * 3).stream().filter(word -> !en || !HAN.matcher(word).find())
                .limit(HOT_WORDS).toList();
    }

    private static Map<String, List<ProductSummary>> scenes(ProductSnapshot snapshot) {
        Map<String, List<ProductSummary>> byScene = new LinkedHashMap<>();
        snapshot.scenes().forEach(scene -> byScene.put(scene.code(), snapshot.products().values().stream()
                .filter(p -> p.onShelf() && p.scenes().contains(scene.code()))
                .sorted(java.util.Comparator.comparingLong(ProductSummary::productId)).limit(PER_SCENE).toList()));
        return byScene;
    }
}
