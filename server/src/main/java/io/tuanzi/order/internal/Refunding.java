package io.tuanzi.order.internal;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.order.Orders.RefundSum;
import io.tuanzi.order.Orders.ReturnedLine;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.events.OrderRefunded;
import io.tuanzi.order.events.ReturnedLineFact;
import io.tuanzi.order.internal.OrderBook.LineRow;
import io.tuanzi.order.internal.OrderBook.Row;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.Refund;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.promotion.quote.Refunds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Decides money back, in the caller's transaction: each refund is f(after) − f(before) of one function per line, so any
 * order of partial refunds gives back exactly what was paid (M4), and the row conditions allow no more (M5).
 */
@Component
class Refunding {

    private final OrderBook book;
    private final Payments payments;
    private final Ledger ledger;
    private final Facts facts;
    private final Ids ids;

    Refunding(OrderBook book, Payments payments, Ledger ledger, Facts facts, Ids ids) {
        this.book = book;
        this.payments = payments;
        this.ledger = ledger;
        this.facts = facts;
        this.ids = ids;
    }

    /** What these units would give back now. */
    RefundSum sum(Row order, List<LineRow> lines, List<ReturnedLine> back) {
        Map<Integer, LineRow> byNo = new HashMap<>();
        lines.forEach(line -> byNo.put(line.lineNo(), line));
        List<RefundSum.LineSum> sums = new ArrayList<>();
        long total = 0;
        int units = 0;
        for (ReturnedLine ask : merged(back)) {
            LineRow line = byNo.get(ask.lineNo());
            if (line == null || ask.quantity() < 1 || ask.quantity() > line.quantity() - line.unitsBack()) {
                throw Problem.invalid("lines", "line " + ask.lineNo() + " has "
                        + (line == null ? 0 : line.quantity() - line.unitsBack()) + " units left");
            }
            long amount = Refunds.refund(line.unitMinor(), line.discountMinor(), line.quantity(), line.unitsBack(),
                    ask.quantity());
            sums.add(new RefundSum.LineSum(line.lineNo(), ask.quantity(), amount));
            total = Math.addExact(total, amount);
            units += ask.quantity();
        }
        boolean shipped = order.state() != OrderState.PAID && order.state() != OrderState.CLOSED;
        long freight = Refunds.freight(order.freightMinor(), order.unitsBack() + units, order.units(),
                shipped ? Refunds.Freight.NEVER : Refunds.Freight.WITH_THE_LAST_UNIT);
        return new RefundSum(sums, freight, Math.addExact(total, freight));
    }

    private static List<ReturnedLine> merged(List<ReturnedLine> back) {
        Map<Integer, Integer> units = new java.util.TreeMap<>();
        back.forEach(line -> units.merge(line.lineNo(), line.quantity(), Math::addExact));
        if (units.isEmpty()) {
            throw Problem.invalid("lines", "empty");
        }
        return units.entrySet().stream().map(e -> new ReturnedLine(e.getKey(), e.getValue())).toList();
    }

    /** Everything that is left goes back, freight included unless a parcel has travelled. */
    void refundRest(long orderId, String key, String reason) {
        Row order = book.lock(orderId).orElseThrow();
        List<ReturnedLine> rest = book.lines(orderId).stream().filter(l -> l.quantity() > l.unitsBack())
                .map(l -> new ReturnedLine(l.lineNo(), l.quantity() - l.unitsBack())).toList();
        if (!rest.isEmpty()) {
            refund(order, key, rest, reason);
        }
    }

    /** Decides on a locked order; the same key decides nothing again and gets the same sum. */
    RefundSum refund(Row order, String key, List<ReturnedLine> back, String reason) {
        List<LineRow> lines = book.lines(order.orderId());
        RefundSum sum = sum(order, lines, back);
        long refundId = ids.next();
        if (!book.insertRefund(refundId, order.orderId(), key, sum.totalMinor(), sum.freightMinor(), reason)) {
            return sum;
        }
        int units = 0;
        for (RefundSum.LineSum line : sum.lines()) {
            if (!book.refundLine(order.orderId(), line.lineNo(), line.quantity(), line.amountMinor())) {
                throw new IllegalStateException("M5: line " + line.lineNo() + " of order " + order.orderId());
            }
            book.insertRefundLine(refundId, line.lineNo(), line.quantity(), line.amountMinor());
            units += line.quantity();
        }
        int version = book.refundOrder(order.orderId(), units, sum.totalMinor())
                .orElseThrow(() -> new IllegalStateException("M5: order " + order.orderId()));
        facts.record(order.orderId(), version, fact(order, key, sum, lines, units));
        if (sum.totalMinor() > 0) {
            ledger.post(List.of(new Transfer("order.refund", "order:" + order.orderId() + ":" + key, 0,
                    "order/" + order.orderId(), "refund/" + order.orderId(), sum.totalMinor())));
            payments.refund(new Refund("order:" + order.orderId(), key, sum.totalMinor(), reason));
        }
        return sum;
    }

    private static OrderRefunded fact(Row order, String key, RefundSum sum, List<LineRow> lines, int units) {
        Map<Integer, LineRow> byNo = new HashMap<>();
        lines.forEach(line -> byNo.put(line.lineNo(), line));
        List<ReturnedLineFact> returned = sum.lines().stream().map(s -> {
            LineRow line = java.util.Objects.requireNonNull(byNo.get(s.lineNo()));
            return new ReturnedLineFact(s.lineNo(), line.skuId(), line.productId(), s.quantity(), s.amountMinor(),
                    line.payableMinor() - line.refundedMinor() - s.amountMinor());
        }).toList();
        return new OrderRefunded(order.orderId(), order.customerId(), key, sum.totalMinor(),
                order.unitsBack() + units == order.units(), returned);
    }
}
