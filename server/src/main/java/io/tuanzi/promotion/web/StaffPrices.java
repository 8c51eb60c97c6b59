package io.tuanzi.promotion.web;

import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.promotion.ListedPrice;
import io.tuanzi.promotion.Prices;
import io.tuanzi.promotion.Prices.Method;
import io.tuanzi.promotion.Prices.NewPrice;
import io.tuanzi.promotion.Prices.Sight;
import io.tuanzi.promotion.web.PriceViews.EntryView;
import io.tuanzi.promotion.web.PriceViews.ListView;
import io.tuanzi.promotion.web.PriceViews.MethodView;
import io.tuanzi.promotion.web.PriceViews.ProductPrices;
import io.tuanzi.promotion.web.PriceViews.SightView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Prices for staff: lists by stage, region and time, how a price was found, what others ask, how it all stands. */
@RestController
@RequestMapping("/api/staff")
class StaffPrices {

    private static final Pattern REGION = Pattern.compile("[1-9][0-9]{1,5}");
    private static final long MOST_MINOR = 1_000_000_000L;
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2999, 12, 31);

    record NewList(String nameZh, String nameEn, List<String> regions, String reason) {}

    /**
     * A price to be asked.
     *
     * @param from    absent for now
     * @param lastDay it ends at 24:00 of this day in the shop's zone; absent for no planned end
     */
    record NewEntry(long listId, String stageZh, String stageEn, long priceMinor, @Nullable Instant from,
            @Nullable LocalDate lastDay, String reason) {}

    record Stop(String reason) {}

    record NewMethod(Prices.Way way, @Nullable Integer markupBp, @Nullable Long targetMinor, int floorMarginBp,
            String note, String reason) {}

    record NewSight(String competitor, long priceMinor, LocalDate seenOn, String source, String reason) {}

    private final Prices prices;
    private final Once once;

    StaffPrices(Prices prices, Once once) {
        this.prices = prices;
        this.once = once;
    }

    @GetMapping("/products/{productId}/prices")
    @Permit("PRODUCT_VIEW")
    ProductPrices prices(StaffMember staff, @PathVariable long productId) {
        List<Prices.SkuPrices> skus = prices.of(Fields.id("product", productId));
        if (skus.isEmpty()) {
            throw Problem.notFound("product");
        }
        return PriceViews.of(skus, prices.lists(), Language.current());
    }

    @PostMapping("/price-lists")
    @Permit("PRODUCT_EDIT")
    ListView addList(StaffMember staff, Key key, @RequestBody NewList ask) {
        String why = Fields.reason(ask.reason());
        String zh = StaffPromotions.name("nameZh", ask.nameZh());
        String en = StaffPromotions.name("nameEn", ask.nameEn());
        Set<String> regions = new LinkedHashSet<>();
        for (String region : Fields.list("regions", ask.regions(), 1, 400)) {
            regions.add(Fields.matching("regions", region, REGION));
        }
        return once.run("price.list", staff.actor(), key.value(), ask, ListView.class, () ->
                PriceViews.list(prices.addRegions(zh, en, regions, staff.actor(), why), Language.current()));
    }

    @PostMapping("/skus/{skuId}/list-prices")
    @Permit("PRODUCT_EDIT")
    EntryView schedule(StaffMember staff, Key key, @PathVariable long skuId, @RequestBody NewEntry ask) {
        Fields.id("sku", skuId);
        String why = Fields.reason(ask.reason());
        ListedPrice.Stage stage = new ListedPrice.Stage(StaffPromotions.name("stageZh", ask.stageZh()),
                StaffPromotions.name("stageEn", ask.stageEn()));
        NewPrice price = new NewPrice(Fields.id("priceList", ask.listId()), skuId, stage,
                Fields.range("priceMinor", ask.priceMinor(), 1, MOST_MINOR), instant(ask.from()),
                ask.lastDay() == null ? null : day("lastDay", ask.lastDay()));
        return once.run("price.schedule", staff.actor(), key.value(), List.of(skuId, ask), EntryView.class, () ->
                PriceViews.entry(prices.schedule(price, staff.actor(), why), Language.current()));
    }

    @PostMapping("/list-prices/{entryId}/stop")
    @Permit("PRODUCT_EDIT")
    EntryView stop(StaffMember staff, Key key, @PathVariable long entryId, @RequestBody Stop ask) {
        Fields.id("price", entryId);
        String why = Fields.reason(ask.reason());
        return once.run("price.stop", staff.actor(), key.value(), List.of(entryId, ask), EntryView.class, () ->
                PriceViews.entry(prices.stop(entryId, staff.actor(), why), Language.current()));
    }

    @PostMapping("/skus/{skuId}/pricing-methods")
    @Permit("PRODUCT_EDIT")
    MethodView method(StaffMember staff, Key key, @PathVariable long skuId, @RequestBody NewMethod ask) {
        Fields.id("sku", skuId);
        String why = Fields.reason(ask.reason());
        Integer markup = ask.markupBp() == null ? null
                : Integer.valueOf(Fields.range("markupBp", ask.markupBp(), 0, 100_000));
        Long target = ask.targetMinor() == null ? null
                : Long.valueOf(Fields.range("targetMinor", ask.targetMinor(), 1, MOST_MINOR));
        Method method = new Method(ask.way(), markup, target,
                Fields.range("floorMarginBp", ask.floorMarginBp(), 0, 9_000), Fields.text("note", ask.note(), 2, 500));
        return once.run("price.method", staff.actor(), key.value(), List.of(skuId, ask), MethodView.class, () ->
                PriceViews.method(prices.putMethod(skuId, method, staff.actor(), why)));
    }

    @PostMapping("/skus/{skuId}/competitor-prices")
    @Permit("PRODUCT_EDIT")
    SightView observe(StaffMember staff, Key key, @PathVariable long skuId, @RequestBody NewSight ask) {
        Fields.id("sku", skuId);
        String why = Fields.reason(ask.reason());
        Sight sight = new Sight(Fields.text("competitor", ask.competitor(), 1, 60),
                Fields.range("priceMinor", ask.priceMinor(), 1, MOST_MINOR), day("seenOn", ask.seenOn()),
                Fields.text("source", ask.source(), 2, 300));
        return once.run("price.observe", staff.actor(), key.value(), List.of(skuId, ask), SightView.class, () ->
                PriceViews.sight(prices.observe(skuId, sight, staff.actor(), why)));
    }

    private static LocalDate day(String field, LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw Problem.invalid(field, "range");
        }
        return day;
    }

    private static @Nullable Instant instant(@Nullable Instant at) {
        if (at != null && at.getEpochSecond() > 32_503_680_000L) {
            throw Problem.invalid("from", "range");
        }
        return at == null ? null : at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }
}
