package io.tuanzi.backoffice;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.NewActivity;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Group-buy offers for staff; each write puts who and why on the audit trail in its own transaction (W1). */
@RestController
@RequestMapping("/api/staff/activities")
class StaffActivities {

    record SkuOffer(long skuId, String code, long listMinor, long priceMinor) {
    }

    /** An offer as the console shows it; money in fen. */
    record Row(long activityId, long productId, String productTitle, int size, int windowMinutes, int holdMinutes,
               int perPersonLimit, String latePolicy, long priceFromMinor, String deadlineRule, Instant startsAt,
               @Nullable Instant endsAt, String state, List<SkuOffer> prices, long opened, long filled) {
    }

    record SkuAsk(long skuId, long priceMinor) {
    }

    record Ask(long productId, int size, int windowMinutes, int holdMinutes, int perPersonLimit, List<SkuAsk> prices,
               @Nullable Instant startsAt, @Nullable Instant endsAt, String latePolicy, String reason) {
    }

    record Reason(String reason) {
    }

    private final Groups groups;
    private final Products products;
    private final ShopTime time;
    private final AuditTrail trail;
    private final Once once;

    StaffActivities(Groups groups, Products products, ShopTime time, AuditTrail trail, Once once) {
        this.groups = groups;
        this.products = products;
        this.time = time;
        this.trail = trail;
        this.once = once;
    }

    @GetMapping
    @Permit("GROUP_VIEW")
    List<Row> list(StaffMember staff) {
        List<Activity> all = groups.activities();
        Map<Long, Groups.Stats> figures = groups.stats(all.stream().map(Activity::activityId).toList());
        return rows(all, figures);
    }

    @PostMapping
    @Permit("GROUP_EDIT")
    Row offer(StaffMember staff, Key key, @RequestBody Ask ask) {
        String reason = Fields.reason(ask.reason());
        NewActivity wanted = wanted(ask);
        return once.run("activity.offer", staff.actor(), key.value(), ask, Row.class, () -> {
            Activity made = groups.offer(wanted);
            trail.wrote(staff.actor(), "activity.offer", "activity:" + made.activityId(), null, made, reason);
            return rows(List.of(made), Map.of()).getFirst();
        });
    }

    @PutMapping("/{activityId}")
    @Permit("GROUP_EDIT")
    Row change(StaffMember staff, Key key, @PathVariable long activityId, @RequestBody Ask ask) {
        Fields.id("activity", activityId);
        String reason = Fields.reason(ask.reason());
        NewActivity wanted = wanted(ask);
        return once.run("activity.change", staff.actor(), key.value(), List.of(activityId, ask), Row.class, () -> {
            Activity before = groups.activity(activityId).orElseThrow(() -> Problem.notFound("activity"));
            if (before.productId() != wanted.productId()) {
                throw Problem.invalid("productId", "range").with("least", before.productId())
                        .with("most", before.productId());
            }
            Activity after = groups.change(activityId, wanted);
            trail.wrote(staff.actor(), "activity.change", "activity:" + activityId, before, after, reason);
            return rows(List.of(after), groups.stats(List.of(activityId))).getFirst();
        });
    }

    @PostMapping("/{activityId}/stop")
    @Permit("GROUP_EDIT")
    Row stop(StaffMember staff, Key key, @PathVariable long activityId, @RequestBody Reason ask) {
        Fields.id("activity", activityId);
        String reason = Fields.reason(ask.reason());
        return once.run("activity.stop", staff.actor(), key.value(), List.of(activityId, ask), Row.class, () -> {
            Activity before = groups.activity(activityId).orElseThrow(() -> Problem.notFound("activity"));
            groups.stop(activityId);
            Activity after = groups.activity(activityId).orElseThrow();
            trail.wrote(staff.actor(), "activity.stop", "activity:" + activityId, before, after, reason);
            return rows(List.of(after), groups.stats(List.of(activityId))).getFirst();
        });
    }

    private static NewActivity wanted(Ask ask) {
        Map<Long, Long> prices = new LinkedHashMap<>();
        for (SkuAsk price : Fields.list("prices", ask.prices(), 1, 200)) {
            if (prices.put(price.skuId(), price.priceMinor()) != null) {
                throw Problem.invalid("prices", "twice");
            }
        }
        Instant ends = ask.endsAt();
        if (ends != null && ask.startsAt() != null && !ends.isAfter(ask.startsAt())) {
            throw Problem.invalid("endsAt", "beforeStart");
        }
        return new NewActivity(ask.productId(), ask.size(), ask.windowMinutes(), ask.holdMinutes(),
                ask.perPersonLimit(), ask.latePolicy(), ask.startsAt(), ends, prices);
    }

    private List<Row> rows(List<Activity> activities, Map<Long, Groups.Stats> figures) {
        ProductSnapshot now = products.snapshot();
        Instant at = time.now();
        return activities.stream().map(a -> row(a, figures.get(a.activityId()), now, at)).toList();
    }

    private static Row row(Activity a, Groups.@Nullable Stats figures, ProductSnapshot now, Instant at) {
        Language language = Language.current();
        ProductSummary product = now.product(a.productId());
        List<SkuOffer> prices = a.priceMinorBySku().entrySet().stream().map(e -> {
            SkuPrice sku = now.sku(e.getKey());
            return new SkuOffer(e.getKey(), sku == null ? "" : sku.options().isEmpty() ? sku.code()
                    : String.join(" / ", sku.options()), sku == null ? 0 : sku.priceMinor(), e.getValue());
        }).sorted(Comparator.comparingLong(SkuOffer::skuId)).toList();
        String state = a.stoppedAt() != null || a.endsAt() != null && !at.isBefore(a.endsAt()) ? "STOPPED"
                : at.isBefore(a.startsAt()) ? "SCHEDULED" : "RUNNING";
        return new Row(a.activityId(), a.productId(), product == null ? "" : product.title(language.locale()),
                a.size(), a.windowMinutes(), a.holdMinutes(), a.perPersonLimit(), a.latePolicy(),
                prices.stream().mapToLong(SkuOffer::priceMinor).min().orElse(0),
                language.pick("到点不再进人，没有人在付款时才算没成", "Closes at its deadline; fails once nobody is paying"),
                a.startsAt(), a.endsAt(), state, prices, figures == null ? 0 : figures.opened(),
                figures == null ? 0 : figures.completed());
    }
}
