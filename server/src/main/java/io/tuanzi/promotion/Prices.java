package io.tuanzi.promotion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Price lists, pricing methods and competitors' prices as staff keeps them. Every write is on the audit trail with the
 * reason given (W1); what was asked once is never rewritten.
 */
public interface Prices {

    /** A price list; {@code regions} are beginnings of region codes, of lists by region only. */
    record PriceList(long listId, ListedPrice.Kind kind, String nameZh, String nameEn, Set<String> regions) {
    }

    /**
     * A price to be asked.
     *
     * @param from    null for now
     * @param lastDay the day at whose 24:00 in the shop's zone it ends; null for no planned end
     */
    record NewPrice(long listId, long skuId, ListedPrice.Stage stage, long priceMinor, @Nullable Instant from,
            @Nullable LocalDate lastDay) {
    }

    /** How a price was found. */
    enum Way {
        /** From the cost and what is to be earned on it. */
        COST,
        /** From what others ask. */
        MARKET,
        /** From what it is worth to those who buy it. */
        CONSUMER
    }

    /**
     * The record of how a SKU's price was found (PRM-01).
     *
     * @param markupBp      what is to be earned on the cost, in basis points of the cost; for {@link Way#COST}
     * @param targetMinor   the price it came to where no sum says so, in fen
     * @param floorMarginBp the least share of the price that must be earned (PRM-04), in basis points of the price
     */
    record Method(Way way, @Nullable Integer markupBp, @Nullable Long targetMinor, int floorMarginBp, String note) {
    }

    /**
     * A method with its version, newest first in a list.
     *
     * @param costMinor  what a unit cost when it was written, in fen
     * @param floorMinor the price below which the least share is not earned, in fen; null without a cost
     */
    record MethodRow(int version, Method method, @Nullable Long costMinor, @Nullable Long floorMinor, Instant at,
            String by) {
    }

    /** A competitor's price as somebody saw it (PRM-05). */
    record Sight(String competitor, long priceMinor, LocalDate seenOn, String source) {
    }

    /** A sight with who wrote it down. */
    record SightRow(long observationId, Sight sight, Instant at, String by) {
    }

    /** Everything about the price of one SKU; lists newest first, history oldest first. */
    record SkuPrices(long skuId, String code, List<String> options, PriceBoard.Asked now, long listMinor,
            @Nullable Long costMinor, @Nullable Long floorMinor, @Nullable Long suggestedMinor,
            List<ListedPrice> entries, List<MethodRow> methods, List<SightRow> sights,
            List<PriceHistory.Span> history, Competitiveness competitiveness) {
    }

    /** All lists, those by region in the order they were made. */
    List<PriceList> lists();

    /** Makes a list for regions. Refuses a region that another list names already: {@code regionTaken}. */
    PriceList addRegions(String nameZh, String nameEn, Set<String> regions, String who, String why);

    /** Everything about the prices of a product's SKUs; empty when there is no such product. */
    List<SkuPrices> of(long productId);

    /**
     * Schedules a price. Refuses a start in the past, an end before the start, a timed price without end
     * ({@code missing}) or not below what stands at its start ({@code notLower}), one below the floor
     * (409 {@code BELOW_FLOOR}), and one where the list has a price for the SKU already (409 {@code PRICE_OVERLAP}).
     */
    ListedPrice schedule(NewPrice price, String who, String why);

    /** Ends a price now, or withdraws one that has not begun. Refuses one that is over: 409 {@code PRICE_OVER}. */
    ListedPrice stop(long entryId, String who, String why);

    /** Writes the next version of how a SKU's price was found; refuses a method without its figure. */
    MethodRow putMethod(long skuId, Method method, String who, String why);

    /** Writes down what a competitor asks; refuses a day to come. */
    SightRow observe(long skuId, Sight sight, String who, String why);
}
