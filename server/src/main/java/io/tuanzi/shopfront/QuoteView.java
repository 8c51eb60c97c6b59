package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.promotion.quote.Kind;
import io.tuanzi.promotion.quote.NextStep;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteLine;
import io.tuanzi.promotion.quote.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A price with its reasons in the reader's language; money in fen. */
record QuoteView(String fingerprint, List<Line> lines, long listTotalMinor, long discountMinor, long freightMinor,
                 long totalMinor, long savedMinor, List<Row> reasons, @Nullable Step nextStep, Instant validUntil) {

    /** What a promotion takes off one line. */
    record LineShare(String reasonId, long amountMinor) {
    }

    record Line(int lineNo, long skuId, long productId, String title, List<String> options, String picture,
                int quantity, long listMinor, long payableMinor, List<LineShare> discounts) {
    }

    /** A row of "why this price". */
    record Row(String id, String kind, String name, String detail, long amountMinor, boolean applied,
               @Nullable String why) {
    }

    record Step(String text, long gapMinor, long gainMinor) {
    }

    static QuoteView of(Quote quote, ProductSnapshot snapshot, Instant validUntil, Locale locale) {
        boolean en = "en".equals(locale.getLanguage());
        NextStep next = quote.nextStep();
        return new QuoteView(quote.fingerprint(), quote.lines().stream().map(l -> line(l, snapshot, locale)).toList(),
                quote.listTotalMinor(), quote.discountMinor(), quote.freightMinor(), quote.totalMinor(),
                quote.savedMinor(), rows(quote, en),
                next == null ? null : new Step(en ? next.en() : next.zh(), next.gapMinor(), next.gainMinor()),
                validUntil);
    }

    private static Line line(QuoteLine l, ProductSnapshot snapshot, Locale locale) {
        SkuPrice sku = snapshot.sku(l.skuId());
        ProductSummary product = sku == null ? null : snapshot.product(sku.productId());
        return new Line(l.lineNo(), l.skuId(), sku == null ? 0 : sku.productId(),
                product == null ? "" : product.title(locale), snapshot.options(l.skuId(), locale),
                product == null ? "" : product.picture(), l.quantity(), l.listMinor(), l.payableMinor(),
                l.shares().stream().map(s -> new LineShare(s.reasonId(), s.amountMinor())).toList());
    }

    /** List first, then what was applied, then freight, then what was not applied; rows add up to the total. */
    private static List<Row> rows(Quote quote, boolean en) {
        List<Row> rows = new ArrayList<>();
        int units = quote.lines().stream().mapToInt(QuoteLine::quantity).sum();
        rows.add(new Row("list", "LIST", en ? "List price" : "标价合计", en ? units + " pcs" : units + " 件",
                quote.listTotalMinor(), true, null));
        quote.reasons().stream().filter(Reason::applied).forEach(r -> rows.add(row(r, en)));
        rows.add(new Row("freight", "FREIGHT", en ? "Delivery" : "运费",
                quote.freightEstimated() ? (en ? "estimate until you choose an address" : "选好地址再定") : "",
                quote.freightListMinor(), true, null));
        quote.reasons().stream().filter(r -> !r.applied()).forEach(r -> rows.add(row(r, en)));
        return rows;
    }

    private static Row row(Reason r, boolean en) {
        String name = en ? r.nameEn() : r.nameZh();
        String why = en ? r.en() : r.zh();
        return new Row(r.id(), kind(r.kind()), name, r.applied() ? why : "", r.applied() ? -r.amountMinor() : 0,
                r.applied(), r.applied() ? null : why);
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case LIST_PRICE -> "PRICE";
            case GROUP_PRICE -> "GROUP";
            case MEMBER_PRICE -> "COHORT";
            case COUPON -> "COUPON";
            case FREE_SHIPPING, FREIGHT -> "FREE_SHIPPING";
            case DISCOUNT, REDUCTION -> "RULE";
        };
    }

}
