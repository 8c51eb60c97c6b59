package io.tuanzi.backoffice.whatif;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Gate;
import io.tuanzi.promotion.quote.Rule;
import io.tuanzi.promotion.quote.Schedule;
import io.tuanzi.promotion.quote.Stacking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which offers meet: on the same goods, at the same time, and what the engine does when they do. */
@Component
class RuleMatrix {

    /** What happens when two offers meet. */
    enum Meeting {
        /** Never at the same time. */
        OTHER_TIMES,
        /** Never on the same goods. */
        OTHER_GOODS,
        /** Both are taken. */
        TOGETHER,
        /** Only one of them is taken. */
        ONE_OF_THEM,
        /** The second gives way once the first was taken. */
        FIRST_BARS_SECOND,
        /** The first gives way once the second was taken. */
        SECOND_BARS_FIRST
    }

    /** An offer of the matrix; {@code goods} counts the SKUs it covers. */
    record Offer(long ruleId, String name, String phase, boolean coupon, int goods, @Nullable Instant from,
                 @Nullable Instant until) {
    }

    /** Two offers by their places in the list; {@code goods} counts the SKUs both cover. */
    record Pair(int first, int second, Meeting meeting, int goods) {
    }

    /** The offers in the order in which they take, and every pair of them. */
    record Matrix(List<Offer> offers, List<Pair> pairs) {
    }

    /** More offers than this are not set against each other on one page. */
    private static final int MOST = 60;

    private final Promotions promotions;
    private final Products products;
    private final ShopTime time;

    RuleMatrix(Promotions promotions, Products products, ShopTime time) {
        this.promotions = promotions;
        this.products = products;
        this.time = time;
    }

    Matrix now() {
        Instant now = time.now();
        List<Rule> rules = promotions.refreshed().rules().stream()
                .filter(r -> r.schedule().until() == null || r.schedule().until().isAfter(now)).limit(MOST).toList();
        List<BitSet> goods = rules.stream().map(rule -> goods(rule, products.snapshot())).toList();
        List<Offer> offers = new ArrayList<>(rules.size());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            offers.add(new Offer(rule.id(), Language.current().pick(rule.nameZh(), rule.nameEn()), rule.phase().name(),
                    rule.gate() == Gate.COUPON, goods.get(i).cardinality(), rule.schedule().from(),
                    rule.schedule().until()));
            for (int j = i + 1; j < rules.size(); j++) {
                BitSet both = (BitSet) goods.get(i).clone();
                both.and(goods.get(j));
                pairs.add(new Pair(i, j, meeting(rule, rules.get(j), !both.isEmpty()), both.cardinality()));
            }
        }
        return new Matrix(offers, pairs);
    }

    /** The SKUs an offer takes from; delivery is of all goods. */
    private static BitSet goods(Rule rule, ProductSnapshot snapshot) {
        BitSet covered = new BitSet();
        int at = 0;
        for (SkuPrice sku : snapshot.skus().values()) {
            CartLine line = new CartLine(1, sku.skuId(), sku.productId(), sku.categoryId(), sku.zone(), 1,
                    sku.priceMinor(), sku.weightGrams(), sku.priceVersion());
            covered.set(at++, rule.effect() instanceof Effect.FreeShipping || rule.effect().target().covers(line));
        }
        return covered;
    }

    private static Meeting meeting(Rule first, Rule second, boolean sameGoods) {
        if (apart(first.schedule(), second.schedule()) || apart(second.schedule(), first.schedule())) {
            return Meeting.OTHER_TIMES;
        }
        if (!sameGoods) {
            return Meeting.OTHER_GOODS;
        }
        Stacking a = first.stacking();
        Stacking b = second.stacking();
        if (!a.group().isEmpty() && a.group().equals(b.group())) {
            return Meeting.ONE_OF_THEM;
        }
        if (b.notWith().contains(a.group())) {
            return Meeting.FIRST_BARS_SECOND;
        }
        return a.notWith().contains(b.group()) ? Meeting.SECOND_BARS_FIRST : Meeting.TOGETHER;
    }

    private static boolean apart(Schedule earlier, Schedule later) {
        return earlier.until() != null && later.from() != null && !earlier.until().isAfter(later.from());
    }
}
