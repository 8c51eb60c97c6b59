package io.tuanzi.promotion.web;

import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.promotion.Offers;
import io.tuanzi.promotion.Offers.FreightRow;
import io.tuanzi.promotion.quote.FreightTemplate;
import io.tuanzi.promotion.web.OfferViews.FreightView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Freight templates for staff: what delivery costs by region, and from which sum it is free (FUL-18, PRM-46). */
@RestController
@RequestMapping("/api/staff/promotions/freight")
class StaffFreight {

    private static final Pattern REGION = Pattern.compile("[1-9][0-9]{1,5}");
    private static final long DEAREST_MINOR = 100_000;

    /**
     * A region's price as sent.
     *
     * @param regions beginnings of region codes; empty for everywhere no other zone names
     * @param first grams or units the first price covers
     * @param step grams or units each further price covers
     * @param served false where the goods do not go; its prices do not matter then
     */
    record ZoneAsk(List<String> regions, int first, long firstMinor, int step, long stepMinor, boolean served) {}

    record NewFreight(String code, String nameZh, String nameEn, FreightTemplate.Measure measure,
            List<ZoneAsk> zones, @Nullable Long freeOverMinor, @Nullable Integer priority, OfferTerms.Goods goods,
            boolean enabled, String reason) {}

    record ChangeFreight(String nameZh, String nameEn, FreightTemplate.Measure measure, List<ZoneAsk> zones,
            @Nullable Long freeOverMinor, @Nullable Integer priority, OfferTerms.Goods goods, boolean enabled,
            String reason) {}

    private final Offers offers;
    private final Once once;

    StaffFreight(Offers offers, Once once) {
        this.offers = offers;
        this.once = once;
    }

    @PostMapping
    @Permit("PROMOTION_EDIT")
    FreightView add(StaffMember staff, Key key, @RequestBody NewFreight ask) {
        String code = Fields.matching("code", ask.code(), StaffPromotions.CODE);
        String why = Fields.reason(ask.reason());
        FreightTemplate template = template(0, ask.nameZh(), ask.nameEn(), ask.priority(), ask.goods(), ask.measure(),
                ask.zones(), ask.freeOverMinor());
        return once.run("promotion.freight", staff.actor(), key.value(), ask, FreightView.class, () ->
                OfferViews.freight(offers.putFreight(new FreightRow(template, code, ask.enabled()), staff.actor(),
                        why)));
    }

    @PutMapping("/{templateId}")
    @Permit("PROMOTION_EDIT")
    FreightView change(StaffMember staff, Key key, @PathVariable long templateId, @RequestBody ChangeFreight ask) {
        Fields.id("freight", templateId);
        String why = Fields.reason(ask.reason());
        FreightTemplate template = template(templateId, ask.nameZh(), ask.nameEn(), ask.priority(), ask.goods(),
                ask.measure(), ask.zones(), ask.freeOverMinor());
        return once.run("promotion.freight", staff.actor(), key.value(), List.of(templateId, ask), FreightView.class,
                () -> {
                    String code = offers.freight().stream().filter(row -> row.template().id() == templateId)
                            .findFirst().orElseThrow(() -> Problem.notFound("freight")).code();
                    return OfferViews.freight(offers.putFreight(new FreightRow(template, code, ask.enabled()),
                            staff.actor(), why));
                });
    }

    private static FreightTemplate template(long id, String nameZh, String nameEn, @Nullable Integer priority,
            OfferTerms.Goods goods, FreightTemplate.Measure measure, List<ZoneAsk> asked,
            @Nullable Long freeOverMinor) {
        if (freeOverMinor != null) {
            Fields.range("freeOverMinor", freeOverMinor, 0, StaffPromotions.LARGEST_MINOR);
        }
        return new FreightTemplate(id, 1, StaffPromotions.name("nameZh", nameZh),
                StaffPromotions.name("nameEn", nameEn),
                priority == null ? 0 : Fields.range("priority", priority, -1_000, 1_000), goods.selector(), measure,
                zones(asked), freeOverMinor);
    }

    /** Exactly one zone is for everywhere else, and no region stands in two. */
    private static List<FreightTemplate.Zone> zones(List<ZoneAsk> asked) {
        List<FreightTemplate.Zone> zones = new ArrayList<>();
        Set<String> named = new HashSet<>();
        int elsewhere = 0;
        for (int i = 0; i < Fields.list("zones", asked, 1, 60).size(); i++) {
            ZoneAsk zone = asked.get(i);
            String at = "zones[" + i + "].";
            for (String region : Fields.list(at + "regions", zone.regions(), 0, 400)) {
                if (!named.add(Fields.matching(at + "regions", region, REGION))) {
                    throw Problem.invalid(at + "regions", "twice");
                }
            }
            elsewhere += zone.regions().isEmpty() ? 1 : 0;
            zones.add(new FreightTemplate.Zone(zone.regions().isEmpty() ? List.of("") : zone.regions(),
                    Fields.range(at + "first", zone.first(), 1, 1_000_000),
                    Fields.range(at + "firstMinor", zone.firstMinor(), 0, DEAREST_MINOR),
                    Fields.range(at + "step", zone.step(), 1, 1_000_000),
                    Fields.range(at + "stepMinor", zone.stepMinor(), 0, DEAREST_MINOR), zone.served()));
        }
        if (elsewhere != 1) {
            throw Problem.invalid("zones", "oneElsewhere");
        }
        return zones;
    }
}
