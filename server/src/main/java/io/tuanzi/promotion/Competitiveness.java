package io.tuanzi.promotion;

import org.jspecify.annotations.Nullable;

/**
 * How a SKU's price stands (PRM-06): five indicators, each null with a word why while its figures are not there.
 *
 * @param profitable  whether the price is not below the floor; null without cost
 * @param competitive whether the price is not above the dearest competitor; null without sights
 */
public record Competitiveness(@Nullable Level level, @Nullable Elasticity elasticity, @Nullable Cost cost,
        @Nullable Brand brand, Strategy strategy, @Nullable Boolean profitable, @Nullable Boolean competitive) {

    /**
     * 价格水平: our price against the latest sight of each competitor of the last {@code days} days, in fen.
     *
     * @param indexBp our price in basis points of their median; 10,000 is the same
     */
    public record Level(int competitors, int days, long lowestMinor, long medianMinor, long highestMinor,
            long indexBp) {
    }

    /**
     * 价格弹性: how units a day answered the last lasting change of price (arc elasticity).
     *
     * @param elasticityBp change of units over change of price in basis points: −15,000 is 1.5 % fewer per 1 % dearer
     * @param beforeMilli  thousandths of a unit a day before the change
     */
    public record Elasticity(long beforeMinor, long afterMinor, long beforeMilli, long afterMilli,
            long elasticityBp) {
    }

    /**
     * 成本优势: what is earned at our price and would be at theirs.
     *
     * @param atMedianBp the margin at the competitors' median in basis points; null without sights
     */
    public record Cost(long costMinor, long marginMinor, long marginBp, @Nullable Long atMedianBp) {
    }

    /** 品牌影响力: units of the brand among all units sold in the category, since the beginning. */
    public record Brand(String brand, String category, long units, long ofUnits, long shareBp) {
    }

    /**
     * 促销策略: how much of the last {@code days} days a timed price was asked, and how deep it went.
     *
     * @param depthBp mean reduction in basis points over the timed prices; 0 without any
     */
    public record Strategy(int days, int timedPrices, long timeShareBp, long depthBp) {
    }
}
