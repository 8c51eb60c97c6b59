package io.tuanzi.order.internal;

import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Consequences;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Orders.RefundSum;
import io.tuanzi.order.Orders.ReturnedLine;
import io.tuanzi.order.Returns;
import io.tuanzi.order.events.ReturnApproved;
import io.tuanzi.order.events.ReturnCancelled;
import io.tuanzi.order.events.ReturnReceived;
import io.tuanzi.order.events.ReturnRefunded;
import io.tuanzi.order.events.ReturnRejected;
import io.tuanzi.order.events.ReturnRequested;
import io.tuanzi.order.events.ReturnSentBack;
import io.tuanzi.order.internal.OrderBook.LineRow;
import io.tuanzi.order.internal.OrderBook.Row;
import io.tuanzi.order.internal.ReturnBook.Head;
import io.tuanzi.payment.CaptureView;
import io.tuanzi.payment.Payments;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.web.Paged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** After-sales cases at work. Every command locks the order's row first; units are counted on it. */
@Component
class ReturnDesk implements Returns {

    private static final Set<String> BEFORE_SENDING = Set.of("REQUESTED", "APPROVED");

    private final ReturnBook book;
    private final OrderBook orderBook;
    private final OrderQueries queries;
    private final Orders orders;
    private final Refunding refunding;
    private final Stock stock;
    private final Payments payments;
    private final ObjectProvider<Consequences> consequences;
    private final Facts facts;
    private final Ids ids;
    private final Tx tx;

    ReturnDesk(ReturnBook book, OrderBook orderBook, OrderQueries queries, Orders orders, Refunding refunding,
               Stock stock, Payments payments, ObjectProvider<Consequences> consequences, Facts facts, Ids ids, Tx tx) {
        this.book = book;
        this.orderBook = orderBook;
        this.queries = queries;
        this.orders = orders;
        this.refunding = refunding;
        this.stock = stock;
        this.payments = payments;
        this.consequences = consequences;
        this.facts = facts;
        this.ids = ids;
        this.tx = tx;
    }

    @Override
    public Preview preview(long orderId, long customerId, List<ReturnedLine> lines) {
        Row order = orderBook.find(orderId).filter(o -> book.isOf(orderId, customerId))
                .orElseThrow(() -> Problem.notFound("order"));
        return preview(order, freeSum(order, lines), lines);
    }

    @Override
    public Preview preview(long returnId) {
        Case one = any(returnId).orElseThrow(() -> Problem.notFound("return"));
        Row order = orderBook.find(one.orderId()).orElseThrow();
        List<ReturnedLine> lines = lines(one);
        Optional<RefundSum> decided = queries.refund(key(returnId));
        if (decided.isPresent()) {
            return new Preview(decided.get(), tenders(one.orderId(), decided.get().totalMinor(), true), List.of());
        }
        return preview(order, refunding.sum(order, orderBook.lines(one.orderId()), lines), lines);
    }

    @Override
    public Preview previewGiveBack(long orderId, List<ReturnedLine> lines) {
        Row order = orderBook.find(orderId).orElseThrow(() -> Problem.notFound("order"));
        List<ReturnedLine> back = toGiveBack(order, lines);
        return preview(order, freeSum(order, back), back);
    }

    private Preview preview(Row order, RefundSum sum, List<ReturnedLine> lines) {
        List<Consequences.Consequence> undone = new ArrayList<>();
        consequences.orderedStream().forEach(each -> undone.addAll(each.of(order.orderId(), lines)));
        return new Preview(sum, tenders(order.orderId(), sum.totalMinor(), false), undone);
    }

    /** By which way the money goes back: what came first goes back first, as payment sends it. */
    private List<Tender> tenders(long orderId, long amountMinor, boolean decided) {
        List<Tender> tenders = new ArrayList<>();
        long rest = amountMinor;
        for (CaptureView capture : payments.captures("order:" + orderId)) {
            long left = capture.amountMinor() - (decided ? 0 : capture.refundedMinor());
            long part = capture.returned() ? 0 : Math.min(rest, left);
            if (part > 0) {
                tenders.add(new Tender(capture.provider().toUpperCase(java.util.Locale.ROOT), part));
                rest -= part;
            }
        }
        return tenders;
    }

    /** The sum of units that are neither back nor in an open case. */
    private RefundSum freeSum(Row order, List<ReturnedLine> lines) {
        List<LineRow> rows = orderBook.lines(order.orderId());
        RefundSum sum = refunding.sum(order, rows, lines);
        Map<Integer, Integer> asked = book.unitsAsked(order.orderId());
        for (RefundSum.LineSum line : sum.lines()) {
            LineRow row = rows.stream().filter(r -> r.lineNo() == line.lineNo()).findFirst().orElseThrow();
            int left = row.quantity() - row.unitsBack() - asked.getOrDefault(row.lineNo(), 0);
            if (line.quantity() > left) {
                throw Problem.conflict("RETURN_UNITS").with("lineNo", line.lineNo()).with("left", left);
            }
        }
        return sum;
    }

    @Override
    public long request(Ask ask) {
        return tx.call("return.request", () -> {
            Row order = orderBook.lock(ask.orderId()).filter(o -> book.isOf(ask.orderId(), ask.customerId()))
                    .orElseThrow(() -> Problem.notFound("order"));
            if (order.state() != OrderState.SHIPPED && order.state() != OrderState.RECEIVED) {
                throw order.state() == OrderState.COMPLETED ? Problem.conflict("RETURN_TOO_LATE")
                        : Problem.badState(order.state().name());
            }
            RefundSum sum = freeSum(order, ask.lines());
            long returnId = ids.next();
            if (!book.insert(returnId, ask, sum.totalMinor())) {
                throw Problem.conflict("RETURN_TOO_LATE");
            }
            sum.lines().forEach(l -> book.insertLine(returnId, l.lineNo(), l.quantity(), l.amountMinor()));
            book.step(returnId, 1, "REQUESTED", "shopper:" + ask.customerId(), ask.note());
            facts.record(returnId, 1, new ReturnRequested(returnId, ask.orderId(), ask.customerId(),
                    ask.kind().name(), ask.reasonCode(), sum.totalMinor()));
            return returnId;
        });
    }

    @Override
    public void sentBack(long returnId, long customerId, String carrier, String trackingNo) {
        tx.run("return.send-back", () -> {
            Head head = locked(returnId, customerId);
            if (head.kind() == Kind.REFUND_ONLY) {
                throw Problem.badState(head.state());
            }
            int version = moved(head, Set.of("APPROVED"), "SENT_BACK");
            book.parcel(returnId, customerId, carrier, trackingNo);
            done(head, version, "SENT_BACK", "shopper:" + customerId, carrier + " " + trackingNo,
                    new ReturnSentBack(returnId, head.orderId(), customerId));
        });
    }

    @Override
    public void cancel(long returnId, long customerId) {
        tx.run("return.cancel", () -> {
            Head head = locked(returnId, customerId);
            done(head, moved(head, BEFORE_SENDING, "CANCELLED"), "CANCELLED", "shopper:" + customerId, null,
                    new ReturnCancelled(returnId, head.orderId(), customerId));
        });
    }

    @Override
    public void approve(long returnId, String by, String why) {
        tx.run("return.approve", () -> {
            Head head = locked(returnId, null);
            done(head, moved(head, Set.of("REQUESTED"), "APPROVED"), "APPROVED", by, why,
                    new ReturnApproved(returnId, head.orderId(), head.customerId()));
            if (head.kind() == Kind.REFUND_ONLY) {
                refund(head, "APPROVED", by);
            }
        });
    }

    @Override
    public void reject(long returnId, String by, String why) {
        tx.run("return.reject", () -> {
            Head head = locked(returnId, null);
            done(head, moved(head, Set.of("REQUESTED", "APPROVED", "SENT_BACK"), "REJECTED"), "REJECTED", by, why,
                    new ReturnRejected(returnId, head.orderId(), head.customerId()));
        });
    }

    @Override
    public void received(long returnId, boolean damaged, boolean restock, String by, String why) {
        if (damaged && restock) {
            throw Problem.invalid("restock", "damaged");
        }
        tx.run("return.receive", () -> {
            Head head = locked(returnId, null);
            if (head.kind() == Kind.REFUND_ONLY) {
                throw Problem.badState(head.state());
            }
            String what = (damaged ? "DAMAGED" : "OK") + (restock ? ", RESTOCKED: " : ": ") + why;
            done(head, moved(head, Set.of("APPROVED", "SENT_BACK"), "RECEIVED"), "RECEIVED", by, what,
                    new ReturnReceived(returnId, head.orderId(), head.customerId(), damaged, restock));
            RefundSum sum = refund(head, "RECEIVED", by);
            if (restock) {
                restock(head.orderId(), sum, key(returnId)); // stock is last in the lock order
            }
        });
    }

    private RefundSum refund(Head head, String from, String by) {
        Case one = book.find(head.returnId(), null).orElseThrow();
        RefundSum sum = orders.refund(head.orderId(), key(head.returnId()), lines(one), "RETURN");
        int version = moved(head, Set.of(from), "REFUNDED");
        book.refunded(head.returnId(), sum.totalMinor());
        done(head, version, "REFUNDED", by, null,
                new ReturnRefunded(head.returnId(), head.orderId(), head.customerId(), sum.totalMinor()));
        return sum;
    }

    private void restock(long orderId, RefundSum sum, String ref) {
        Map<Integer, Long> skus = new java.util.HashMap<>();
        orderBook.lines(orderId).forEach(line -> skus.put(line.lineNo(), line.skuId()));
        sum.lines().stream().sorted(java.util.Comparator.comparing(l -> skus.get(l.lineNo())))
                .forEach(l -> stock.takeBack(java.util.Objects.requireNonNull(skus.get(l.lineNo())), l.quantity(),
                        ref + ":" + l.lineNo()));
    }

    @Override
    public RefundSum giveBack(long orderId, String key, List<ReturnedLine> lines, String by, String why) {
        return tx.call("return.give-back", () -> {
            Row order = orderBook.lock(orderId).orElseThrow(() -> Problem.notFound("order"));
            Optional<RefundSum> decided = queries.refund(key);
            if (decided.isPresent()) {
                return decided.get();
            }
            List<ReturnedLine> back = toGiveBack(order, lines);
            RefundSum free = freeSum(order, back);
            if (order.state() == OrderState.PAID && free.lines().stream().mapToInt(RefundSum.LineSum::quantity).sum()
                    == order.units() - order.unitsBack()) {
                orders.cancel(orderId, by, why); // nothing is left to be shipped
                return queries.refund("close:" + orderId).orElse(free);
            }
            RefundSum sum = orders.refund(orderId, key, back, why);
            if (order.state() == OrderState.PAID) {
                restock(orderId, sum, key);
            }
            return sum;
        });
    }

    private List<ReturnedLine> toGiveBack(Row order, List<ReturnedLine> lines) {
        if (order.paidMinor() == 0 || order.state() == OrderState.CLOSED) {
            throw Problem.badState(order.state().name());
        }
        List<ReturnedLine> back = lines.isEmpty() ? rest(order.orderId()) : lines;
        if (back.isEmpty()) {
            throw Problem.conflict("NOTHING_LEFT");
        }
        return back;
    }

    private List<ReturnedLine> rest(long orderId) {
        return orderBook.lines(orderId).stream().filter(l -> l.quantity() > l.unitsBack())
                .map(l -> new ReturnedLine(l.lineNo(), l.quantity() - l.unitsBack())).toList();
    }

    /** The case, of this shopper if one is named, as it stands under the lock of its order. */
    private Head locked(long returnId, @Nullable Long customerId) {
        Head seen = book.head(returnId, customerId).orElseThrow(() -> Problem.notFound("return"));
        if (orderBook.lock(seen.orderId()).isEmpty()) {
            throw Problem.notFound("order");
        }
        return book.head(returnId, customerId).orElseThrow();
    }

    private int moved(Head head, Collection<String> from, String to) {
        return book.move(head, from, to).orElseThrow(() -> Problem.badState(head.state()));
    }

    private void done(Head head, int version, String state, String by, @Nullable String note, FactBody fact) {
        book.step(head.returnId(), version, state, by, note);
        facts.record(head.returnId(), version, fact);
    }

    private static List<ReturnedLine> lines(Case one) {
        return one.lines().stream().map(l -> new ReturnedLine(l.lineNo(), l.quantity())).toList();
    }

    private static String key(long returnId) {
        return "return:" + returnId;
    }

    @Override
    public Optional<Case> ofCustomer(long returnId, long customerId) {
        return book.find(returnId, customerId);
    }

    @Override
    public Optional<Case> any(long returnId) {
        return book.find(returnId, null);
    }

    @Override
    public List<Case> ofOrder(long orderId) {
        return book.ofOrder(orderId);
    }

    @Override
    public Paged<Case> list(@Nullable String state, @Nullable String after, int limit) {
        return Paged.of(book.list(state, after == null ? Long.MAX_VALUE : Long.parseLong(after), limit + 1), limit,
                Case::returnId);
    }
}
