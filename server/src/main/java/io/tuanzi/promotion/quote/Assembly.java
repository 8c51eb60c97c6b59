package io.tuanzi.promotion.quote;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a finished run together as a quote. */
final class Assembly {

    private Assembly() {}

    static Quote of(Run run) {
        List<QuoteLine> lines = new ArrayList<>();
        for (int i = 0; i < run.lines.length; i++) {
            lines.add(line(run, i));
        }
        lines.sort(Comparator.comparingInt(QuoteLine::lineNo));
        long list = lines.stream().mapToLong(QuoteLine::listMinor).sum();
        long discount = lines.stream().mapToLong(QuoteLine::discountMinor).sum();
        boolean estimated = run.ask.destination().regionCode().isEmpty();
        return new Quote(lines, list, discount, run.freight.listMinor(), run.freight.listMinor() - run.freightMinor,
                run.freightMinor, list - discount + run.freightMinor, run.freight.deliverable(), estimated,
                run.reasons, NextSteps.nearest(run), used(run),
                run.taken.stream().map(Taken::gift).filter(Objects::nonNull).toList());
    }

    private static QuoteLine line(Run run, int at) {
        CartLine line = run.lines[at];
        List<Share> shares = new ArrayList<>();
        long discount = 0;
        for (Taken taken : run.taken) {
            long amount = taken.amounts()[at];
            if (amount > 0) {
                Rule rule = taken.by().rule();
                shares.add(new Share(rule.kind(), rule.id(), taken.by().couponId(), amount));
                discount += amount;
            }
        }
        return new QuoteLine(line.lineNo(), line.skuId(), line.quantity(), line.listPriceMinor(), line.listMinor(),
                shares, discount, run.net[at]);
    }

    private static Used used(Run run) {
        TreeMap<Long, Long> prices = new TreeMap<>();
        for (CartLine line : run.lines) {
            prices.put(line.skuId(), line.priceVersion());
        }
        List<Used.RuleUsed> rules = new ArrayList<>();
        List<Long> coupons = new ArrayList<>();
        Instant until = null;
        for (Taken taken : run.taken) {
            Rule rule = taken.by().rule();
            rules.add(new Used.RuleUsed(rule.kind(), rule.id(), rule.version()));
            until = earlier(until, rule.schedule().until());
            CouponRight right = taken.by().right();
            if (right != null) {
                coupons.add(right.couponId());
                until = earlier(until, right.validUntil());
            }
        }
        for (FreightTemplate template : run.freight.used()) {
            rules.add(new Used.RuleUsed(Kind.FREIGHT, template.id(), template.version()));
        }
        coupons.sort(Comparator.naturalOrder());
        return new Used(run.rules.version(),
                prices.entrySet().stream().map(e -> new Used.PriceUsed(e.getKey(), e.getValue())).toList(),
                rules, coupons, until);
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }
}
