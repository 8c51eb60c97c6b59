package io.tuanzi.backoffice.whatif;

import io.tuanzi.backoffice.whatif.Replay.Differing;
import io.tuanzi.backoffice.whatif.Replay.Result;
import io.tuanzi.backoffice.whatif.Replay.RuleSum;
import io.tuanzi.backoffice.whatif.Replay.Side;
import io.tuanzi.backoffice.whatif.Replay.Sum;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.platform.text.Language;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Sums of a replay under way; used by one thread. */
final class Reckoned {

    private static final int SHOWN = 10;
    private static final Comparator<Differing> LEAST = Comparator.<Differing>comparingLong(
            d -> Math.abs(d.thenMinor() - d.nowMinor())).thenComparing(Comparator.comparingLong(
            Differing::orderId).reversed());

    /** A rule in both worlds. */
    private static final class Both {
        private final long ruleId;
        private final String name;
        private int nowOrders;
        private long nowMinor;
        private int thenOrders;
        private long thenMinor;

        Both(Reason reason) {
            this.ruleId = reason.ruleId();
            this.name = Language.current().pick(reason.nameZh(), reason.nameEn());
        }

        long difference() {
            return Math.abs(thenMinor - nowMinor);
        }
    }

    private final @Nullable Long draftId;
    private final Map<String, Both> rules = new HashMap<>();
    private final Map<Long, Long> byPerson = new HashMap<>();
    private final PriorityQueue<Differing> most = new PriorityQueue<>(LEAST);
    private Sum now = new Sum(0, 0, 0, 0);
    private Sum then = new Sum(0, 0, 0, 0);
    private int orders;
    private int leftOut;
    private int asPlaced;
    private long placedMinor;

    Reckoned(@Nullable Long draftId) {
        this.draftId = draftId;
    }

    void leaveOut() {
        leftOut++;
    }

    void add(OrderDetail order, Quote was, Quote would) {
        orders++;
        placedMinor += order.totalMinor();
        asPlaced += was.totalMinor() == order.totalMinor() ? 1 : 0;
        now = plus(now, was);
        then = plus(then, would);
        was.reasons().stream().filter(Reason::applied).forEach(reason -> {
            Both both = both(reason);
            both.nowOrders++;
            both.nowMinor += reason.amountMinor();
        });
        would.reasons().stream().filter(Reason::applied).forEach(reason -> {
            Both both = both(reason);
            both.thenOrders++;
            both.thenMinor += reason.amountMinor();
        });
        long difference = would.totalMinor() - was.totalMinor();
        if (difference != 0) {
            byPerson.merge(order.customerId(), difference, Long::sum);
            most.add(new Differing(order.orderId(), order.orderNo(), was.totalMinor(), would.totalMinor()));
            if (most.size() > SHOWN) {
                most.remove();
            }
        }
    }

    private Both both(Reason reason) {
        return rules.computeIfAbsent(reason.kind() + "-" + reason.ruleId(), none -> new Both(reason));
    }

    private static Sum plus(Sum sum, Quote quote) {
        return new Sum(sum.listMinor() + quote.listTotalMinor(), sum.discountMinor() + quote.discountMinor(),
                sum.freightMinor() + quote.freightMinor(), sum.totalMinor() + quote.totalMinor());
    }

    Result result(boolean cut) {
        List<RuleSum> sums = rules.values().stream()
                .sorted(Comparator.comparingLong(Both::difference).reversed().thenComparingLong(b -> b.ruleId))
                .map(b -> new RuleSum(b.ruleId, b.name, draftId != null && draftId == b.ruleId, b.nowOrders,
                        b.nowMinor, b.thenOrders, b.thenMinor)).toList();
        List<Differing> shown = new ArrayList<>(most);
        shown.sort(LEAST.reversed());
        return new Result(orders, leftOut, cut, asPlaced, placedMinor, now, then, side(true), side(false), sums,
                shown);
    }

    /** Those who would pay less, or more; a person whose orders cancel out is neither. */
    private Side side(boolean less) {
        List<Long> those = byPerson.values().stream().filter(d -> less ? d < 0 : d > 0).toList();
        return new Side(those.size(), Math.abs(those.stream().mapToLong(Long::longValue).sum()));
    }
}
