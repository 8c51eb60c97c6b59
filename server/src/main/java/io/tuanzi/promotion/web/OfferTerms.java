package io.tuanzi.promotion.web;

import io.tuanzi.kernel.BasisPoints;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.promotion.quote.Condition;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an offer gives and to whom, as a form has it: one thing given, conditions that must all hold.
 *
 * <p>A rule may say more than a form can ("this or that"); such a rule has no terms and is not edited here.
 *
 * @param gives what comes off, and how it is reckoned
 * @param amountMinor what comes off, for an amount; what a unit, or so many, or the set costs, for a price
 * @param offBp the share that comes off in basis points, for a share: 2,000 is 8折
 * @param mostMinor the most a share, the freight or every step together may take off, or null
 * @param thresholdMinor what the goods it is for must come to; 0 for no threshold
 * @param leastUnits how many of these goods must be bought, or null
 * @param goods which goods it is for and taken from
 * @param firstOrder only somebody's first order
 * @param cohort only members of a cohort, or null
 * @param buying only bought alone, only in a group, or null for both
 * @param regions only where the goods go to a place whose code begins so; empty for everywhere
 * @param play the further figures of a play on units or steps, or null for what needs none
 */
record OfferTerms(Gives gives, @Nullable Long amountMinor, @Nullable Integer offBp, @Nullable Long mostMinor,
        long thresholdMinor, @Nullable Integer leastUnits, Goods goods, boolean firstOrder, @Nullable String cohort,
        @Nullable Buying buying, List<String> regions, @Nullable Play play) {

    /** What comes off. */
    enum Gives {
        /** An amount. */
        AMOUNT,
        /** A share. */
        PERCENT,
        /** The freight. */
        FREE_SHIPPING,
        /** More, the more is bought, by steps. */
        STEPS,
        /** An amount every so much. */
        EVERY,
        /** An amount off every unit. */
        UNIT_OFF,
        /** A price for every unit. */
        UNIT_PRICE,
        /** A share off every n-th unit. */
        NTH,
        /** So many given for so many bought. */
        BUY_GET,
        /** Any so many for a price. */
        ANY_FOR,
        /** These products together for a price, one of each. */
        SET,
        /** A price for these products once other goods come to the threshold. */
        ADD_ON
    }

    /** One step: from so much on, so much off. */
    record Step(long fromMinor, long offMinor) {}

    /**
     * What a play on units or steps needs beside the rest.
     *
     * @param units how many make a play: which unit is cheaper, how many are bought, or how many go for a price
     * @param given how many are given for those bought
     * @param most  how many units, or how often in one cart, or null for no limit
     */
    record Play(@Nullable List<Step> steps, @Nullable Long everyMinor, @Nullable Integer units,
            @Nullable Integer given, @Nullable Integer most) {}

    /** Terms without a play on units or steps. */
    OfferTerms(Gives gives, @Nullable Long amountMinor, @Nullable Integer offBp, @Nullable Long mostMinor,
            long thresholdMinor, @Nullable Integer leastUnits, Goods goods, boolean firstOrder,
            @Nullable String cohort, @Nullable Buying buying, List<String> regions) {
        this(gives, amountMinor, offBp, mostMinor, thresholdMinor, leastUnits, goods, firstOrder, cohort, buying,
                regions, null);
    }

    /** How the goods are bought. */
    enum Buying { ALONE, GROUP }

    /** Which goods: those any list names, all when none does, less the products excepted. */
    record Goods(List<Long> categoryIds, List<Long> productIds, List<String> zones, List<Long> exceptProductIds) {

        Selector selector() {
            return new Selector(ids("goods.categoryIds", categoryIds), ids("goods.productIds", productIds), Set.of(),
                    Set.copyOf(Fields.list("goods.zones", zones, 0, 50).stream()
                            .map(zone -> Fields.text("goods.zones", zone, 1, 32)).toList()),
                    ids("goods.exceptProductIds", exceptProductIds));
        }

        private static Set<Long> ids(String field, List<Long> ids) {
            Fields.list(field, ids, 0, 500).forEach(id -> Fields.range(field, id, 1, Fields.LARGEST_ID));
            return Set.copyOf(new HashSet<>(ids));
        }

        static Goods of(Selector selector) {
            return new Goods(selector.categoryIds().stream().sorted().toList(),
                    selector.productIds().stream().sorted().toList(), selector.zones().stream().sorted().toList(),
                    selector.exceptProductIds().stream().sorted().toList());
        }
    }

    static final long LARGEST_MINOR = 1_000_000_000_000L;
    private static final Pattern REGION = Pattern.compile("[1-9][0-9]{1,5}");

    /** What it does to the price; refuses with 400 naming the field. */
    Effect effect() {
        if (mostMinor != null) {
            Fields.range("mostMinor", mostMinor, 1, LARGEST_MINOR);
        }
        return switch (gives) {
            case AMOUNT -> new Effect.AmountOff(amount(1), goods.selector());
            case PERCENT -> new Effect.PercentOff(share(), mostMinor, goods.selector());
            case FREE_SHIPPING -> new Effect.FreeShipping(mostMinor);
            default -> new OfferPlays(this).effect();
        };
    }

    /** The amount the form must have, at least so much. */
    long amount(long least) {
        return Fields.range("amountMinor", needed("amountMinor", amountMinor), least, LARGEST_MINOR);
    }

    /** The share the form must have. */
    int share() {
        return Fields.range("offBp", needed("offBp", offBp), 1, BasisPoints.WHOLE);
    }

    static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw io.tuanzi.platform.problem.Problem.invalid(field, "missing");
        }
        return value;
    }

    /** When it holds; refuses with 400 naming the field. */
    Condition condition() {
        Selector of = gives == Gives.ADD_ON ? OfferPlays.butFor(goods.selector()) : goods.selector();
        List<Condition> parts = new ArrayList<>();
        if (Fields.range("thresholdMinor", thresholdMinor, 0, LARGEST_MINOR) > 0) {
            parts.add(new Condition.SpendAtLeast(of, thresholdMinor));
        }
        if (leastUnits != null) {
            parts.add(new Condition.UnitsAtLeast(of, Fields.range("leastUnits", leastUnits, 1, 10_000)));
        }
        if (firstOrder) {
            parts.add(new Condition.FirstOrder());
        }
        if (cohort != null) {
            parts.add(new Condition.InCohort(Fields.text("cohort", cohort, 1, 40)));
        }
        if (buying != null) {
            parts.add(buying == Buying.ALONE ? new Condition.BoughtAlone() : new Condition.GroupOf(2));
        }
        if (!Fields.list("regions", regions, 0, 400).isEmpty()) {
            regions.forEach(region -> Fields.matching("regions", region, REGION));
            parts.add(new Condition.RegionIn(Set.copyOf(new HashSet<>(regions))));
        }
        return parts.isEmpty() ? Condition.ALWAYS : parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    /** The terms of what a rule does and when, or null when a form cannot say it. */
    static @Nullable OfferTerms of(Effect effect, Condition condition) {
        Parts parts = new Parts();
        boolean addOn = effect instanceof Effect.UnitPrice && OfferPlays.onlyProducts(effect.target())
                && parts.goodsOf(condition).equals(OfferPlays.butFor(effect.target()));
        Selector of = effect instanceof Effect.FreeShipping || addOn ? parts.goodsOf(condition) : effect.target();
        if (!of.skuIds().isEmpty() || !parts.take(condition, of)) {
            return null;
        }
        Goods goods = Goods.of(addOn ? effect.target() : of);
        return switch (effect) {
            case Effect.AmountOff amount -> parts.terms(Gives.AMOUNT, amount.minor(), null, null, goods, null);
            case Effect.PercentOff percent ->
                    parts.terms(Gives.PERCENT, null, percent.offBp(), percent.capMinor(), goods, null);
            case Effect.FreeShipping free ->
                    parts.terms(Gives.FREE_SHIPPING, null, null, free.capMinor(), goods, null);
            default -> OfferPlays.terms(effect, goods, addOn, parts);
        };
    }

    /** The parts of a condition found so far, each at most once. */
    static final class Parts {
        private @Nullable Long threshold;
        private @Nullable Integer units;
        private boolean first;
        private @Nullable String cohort;
        private @Nullable Buying buying;
        private List<String> regions = List.of();

        private Selector goodsOf(Condition condition) {
            return switch (condition) {
                case Condition.SpendAtLeast spend -> spend.of();
                case Condition.UnitsAtLeast least -> least.of();
                case Condition.All all -> all.parts().stream().map(this::goodsOf)
                        .filter(found -> !found.equals(Selector.ALL)).findFirst().orElse(Selector.ALL);
                default -> Selector.ALL;
            };
        }

        private boolean take(Condition condition, Selector of) {
            return switch (condition) {
                case Condition.All all -> all.parts().stream().allMatch(part -> take(part, of));
                case Condition.SpendAtLeast spend -> spend.of().equals(of) && threshold == null
                        && (threshold = spend.minor()) >= 0;
                case Condition.UnitsAtLeast least -> least.of().equals(of) && units == null
                        && (units = least.units()) >= 0;
                case Condition.FirstOrder only -> !first && (first = true);
                case Condition.InCohort in -> cohort == null && !(cohort = in.cohort()).isEmpty();
                case Condition.BoughtAlone alone -> buying == null && (buying = Buying.ALONE) == Buying.ALONE;
                case Condition.GroupOf group -> group.atLeast() == 2 && buying == null
                        && (buying = Buying.GROUP) == Buying.GROUP;
                case Condition.RegionIn in -> regions.isEmpty()
                        && !(regions = in.prefixes().stream().sorted().toList()).isEmpty();
                case Condition.Any any -> false;
                case Condition.Not not -> false;
            };
        }

        OfferTerms terms(Gives gives, @Nullable Long amountMinor, @Nullable Integer offBp,
                @Nullable Long mostMinor, Goods goods, @Nullable Play play) {
            return new OfferTerms(gives, amountMinor, offBp, mostMinor, Objects.requireNonNullElse(threshold, 0L),
                    units, goods, first, cohort, buying, regions, play);
        }
    }
}
