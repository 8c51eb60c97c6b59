package io.tuanzi.promotion.web;

import io.tuanzi.platform.text.Language;
import io.tuanzi.promotion.Competitiveness;
import io.tuanzi.promotion.ListedPrice;
import io.tuanzi.promotion.PriceBoard;
import io.tuanzi.promotion.PriceHistory;
import io.tuanzi.promotion.Prices;
import io.tuanzi.promotion.Prices.MethodRow;
import io.tuanzi.promotion.Prices.PriceList;
import io.tuanzi.promotion.Prices.SightRow;
import io.tuanzi.promotion.Prices.SkuPrices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices as the console shows them, in the reader's language; money in fen. */
final class PriceViews {

    record ListView(long listId, ListedPrice.Kind kind, String name, List<String> regions) {}

    /** An entry of a list; {@code until} is when it ends, or ended when it was stopped. */
    record EntryView(long entryId, long listId, ListedPrice.Kind kind, String stage, long skuId,
            List<String> regions, long priceMinor, Instant from, @Nullable Instant until, boolean stopped) {}

    record MethodView(int version, Prices.Way way, @Nullable Integer markupBp, @Nullable Long targetMinor,
            int floorMarginBp, @Nullable Long costMinor, @Nullable Long floorMinor, String note, Instant at,
            String by) {}

    record SightView(long observationId, String competitor, long priceMinor, LocalDate seenOn, String source,
            Instant at, String by) {}

    record SpanView(Instant from, @Nullable Instant until, long priceMinor, String cause, @Nullable String stage) {}

    /** What is asked now; {@code cause} is LIST for the catalogue's price, else the kind of the list. */
    record NowView(long priceMinor, long normalMinor, String cause, @Nullable String stage, @Nullable Instant until) {}

    record SkuView(long skuId, String code, List<String> options, NowView now, long listMinor,
            @Nullable Long costMinor, @Nullable Long floorMinor, @Nullable Long suggestedMinor,
            List<EntryView> entries, List<MethodView> methods, List<SightView> sights, List<SpanView> history,
            Competitiveness competitiveness) {}

    record ProductPrices(List<ListView> lists, List<SkuView> skus) {}

    private PriceViews() {}

    static ProductPrices of(List<SkuPrices> skus, List<PriceList> lists, Language language) {
        return new ProductPrices(lists.stream().map(list -> list(list, language)).toList(),
                skus.stream().map(sku -> sku(sku, language)).toList());
    }

    private static SkuView sku(SkuPrices sku, Language language) {
        return new SkuView(sku.skuId(), sku.code(), sku.options(), now(sku.now(), language), sku.listMinor(),
                sku.costMinor(), sku.floorMinor(), sku.suggestedMinor(),
                sku.entries().stream().map(e -> entry(e, language)).toList(),
                sku.methods().stream().map(PriceViews::method).toList(),
                sku.sights().stream().map(PriceViews::sight).toList(),
                sku.history().stream().map(s -> span(s, language)).toList(), sku.competitiveness());
    }

    private static NowView now(PriceBoard.Asked asked, Language language) {
        ListedPrice by = asked.timed() == null ? asked.standing() : asked.timed();
        return new NowView(asked.priceMinor(), asked.normalMinor(), by == null ? "LIST" : by.kind().name(),
                by == null ? null : name(by.stage(), language), by == null ? null : by.until());
    }

    private static SpanView span(PriceHistory.Span span, Language language) {
        return new SpanView(span.from(), span.until(), span.priceMinor(), span.cause(),
                span.stage() == null ? null : name(span.stage(), language));
    }

    private static String name(ListedPrice.Stage stage, Language language) {
        return language.pick(stage.zh(), stage.en());
    }

    static ListView list(PriceList list, Language language) {
        return new ListView(list.listId(), list.kind(), language.pick(list.nameZh(), list.nameEn()),
                list.regions().stream().sorted().toList());
    }

    static EntryView entry(ListedPrice e, Language language) {
        return new EntryView(e.entryId(), e.listId(), e.kind(), name(e.stage(), language), e.skuId(),
                e.regions().stream().sorted().toList(), e.priceMinor(), e.from(), e.until(), e.stopped());
    }

    static MethodView method(MethodRow row) {
        return new MethodView(row.version(), row.method().way(), row.method().markupBp(), row.method().targetMinor(),
                row.method().floorMarginBp(), row.costMinor(), row.floorMinor(), row.method().note(), row.at(),
                row.by());
    }

    static SightView sight(SightRow row) {
        return new SightView(row.observationId(), row.sight().competitor(), row.sight().priceMinor(),
                row.sight().seenOn(), row.sight().source(), row.at(), row.by());
    }
}
