package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What delivery costs before any rule takes something off it, and what the templates' own terms say. */
record Freight(long listMinor, long freeMinor, boolean deliverable, List<FreightTemplate> used, List<Reason> reasons) {

    static final Freight NONE = new Freight(0, 0, true, List.of(), List.of());

    private static final class Parcel {
        private long measured;
        private long netMinor;
    }

    static Freight of(Run run) {
        Map<FreightTemplate, Parcel> parcels = new LinkedHashMap<>();
        for (int i = 0; i < run.lines.length; i++) {
            FreightTemplate template = templateOf(run.rules.freight(), run.lines[i]);
            if (template != null) {
                Parcel parcel = parcels.computeIfAbsent(template, none -> new Parcel());
                parcel.measured += template.measured(run.lines[i]);
                parcel.netMinor += run.net[i];
            }
        }
        long list = 0;
        long free = 0;
        boolean deliverable = true;
        List<Reason> reasons = new ArrayList<>();
        for (Map.Entry<FreightTemplate, Parcel> entry : parcels.entrySet()) {
            FreightTemplate template = entry.getKey();
            FreightTemplate.Zone zone = template.zoneOf(run.ask.destination());
            if (zone == null) {
                deliverable = false;
                reasons.add(reason(template, 0, Why.of(Why.Code.NOT_DELIVERED)));
                continue;
            }
            long cost = zone.cost(entry.getValue().measured);
            list += cost;
            Long over = template.freeOverMinor();
            long net = entry.getValue().netMinor;
            if (over != null && cost > 0 && net >= over) {
                free += cost;
                reasons.add(reason(template, cost, Why.of(Why.Code.APPLIED, cost, cost)));
            } else if (over != null && cost > 0) {
                reasons.add(reason(template, 0, Why.of(Why.Code.SPEND_MORE, over, net)));
            }
        }
        return new Freight(list, free, deliverable, List.copyOf(parcels.keySet()), reasons);
    }

    private static @Nullable FreightTemplate templateOf(List<FreightTemplate> templates, CartLine line) {
        for (FreightTemplate template : templates) {
            if (template.covers().covers(line)) {
                return template;
            }
        }
        return null;
    }

    private static Reason reason(FreightTemplate template, long amountMinor, Why why) {
        return new Reason(Kind.FREIGHT, template.id(), template.version(), null, template.nameZh(),
                template.nameEn(), amountMinor > 0, amountMinor, List.of(why));
    }
}
