package io.tuanzi.backoffice.whatif;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.platform.text.Language;
import io.tuanzi.promotion.quote.NextStep;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteLine;
import io.tuanzi.promotion.quote.Reason;
import io.tuanzi.promotion.quote.Why;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quote as staff reads it: every line, and every rule that was about it with what became of it. Money in fen.
 *
 * @param nextStep what is missing for the nearest further saving, or null
 */
record Trial(long listTotalMinor, long discountMinor, long freightMinor, long totalMinor, boolean deliverable,
             List<Line> lines, List<Row> reasons, @Nullable String nextStep) {

    /** A line and what each rule took of it. */
    record Line(long skuId, String title, int quantity, long listMinor, long discountMinor, long payableMinor,
                List<Part> parts) {
    }

    /** A rule's share of a line. */
    record Part(String reasonId, long amountMinor) {
    }

    /** A rule and what became of it; {@code draft} marks the one that is only tried. */
    record Row(String id, long ruleId, String kind, String name, boolean draft, boolean applied, long amountMinor,
               List<Clause> why) {
    }

    /**
     * One answer of the engine.
     *
     * @param code     which of the closed list
     * @param required what it needs or was taken of, in the measure of the code (fen, units, people)
     * @param actual   what there was
     */
    record Clause(String code, long required, long actual, String text) {
    }

    static Trial of(Quote quote, ProductSnapshot snapshot, @Nullable Long draftId) {
        NextStep step = quote.nextStep();
        return new Trial(quote.listTotalMinor(), quote.discountMinor(), quote.freightMinor(), quote.totalMinor(),
                quote.deliverable(), quote.lines().stream().map(line -> line(line, snapshot)).toList(),
                quote.reasons().stream().map(reason -> row(reason, draftId)).toList(),
                step == null ? null : Language.current().pick(step.zh(), step.en()));
    }

    private static Line line(QuoteLine line, ProductSnapshot snapshot) {
        return new Line(line.skuId(), title(line.skuId(), snapshot), line.quantity(), line.listMinor(),
                line.discountMinor(), line.payableMinor(),
                line.shares().stream().map(s -> new Part(s.reasonId(), s.amountMinor())).toList());
    }

    /** The product's title with the chosen values, in the reader's language. */
    static String title(long skuId, ProductSnapshot snapshot) {
        SkuPrice sku = snapshot.sku(skuId);
        ProductSummary product = sku == null ? null : snapshot.product(sku.productId());
        if (product == null) {
            return "#" + skuId;
        }
        var locale = Language.current().locale();
        List<String> options = snapshot.options(skuId, locale);
        return product.title(locale) + (options.isEmpty() ? "" : " · " + String.join(" · ", options));
    }

    private static Row row(Reason reason, @Nullable Long draftId) {
        boolean draft = draftId != null && reason.ruleId() == draftId && reason.couponId() == null;
        return new Row(reason.id(), reason.ruleId(), reason.kind().name(),
                Language.current().pick(reason.nameZh(), reason.nameEn()), draft, reason.applied(),
                reason.amountMinor(), reason.whys().stream().map(Trial::clause).toList());
    }

    private static Clause clause(Why why) {
        return new Clause(why.code().name(), why.required(), why.actual(),
                Language.current().pick(why.zh(), why.en()));
    }
}
