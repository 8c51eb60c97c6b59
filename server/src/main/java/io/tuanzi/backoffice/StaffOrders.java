package io.tuanzi.backoffice;

import io.tuanzi.backoffice.MoneyTrail.MoneyRow;
import io.tuanzi.backoffice.MoneyTrail.PaymentRow;
import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.fulfilment.Shipments;
import io.tuanzi.fulfilment.Shipments.Dispatch;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderNo;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.OrderState;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.rewards.AccrualView;
import io.tuanzi.rewards.Promoters;
import io.tuanzi.rewards.Schemes;
import io.tuanzi.shopfront.OrderViews;
import io.tuanzi.shopfront.OrderViews.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Orders for staff: the list, and one order with its history, its price, every cent and every fact. */
@RestController
@RequestMapping("/api/staff/orders")
class StaffOrders {

    /** An order in the list. */
    record Row(long orderId, String orderNo, String state, String stateText, String customer, long customerId,
               long totalMinor, long paidMinor, long refundedMinor, int items, Instant placedAt,
               @Nullable Instant paidAt, List<String> holds, @Nullable Long groupId, @Nullable Instant shipBy,
               boolean overdue, boolean demo) {
    }

    record ChangeRow(Instant at, String from, String to, String by, @Nullable String reason) {
    }

    record AccrualRow(long accrualId, String kind, String orderNo, String title, long baseMinor,
                      @Nullable Integer rateBp, long amountMinor, long reversedMinor, String state,
                      @Nullable Instant maturesAt, Instant at) {
    }

    record FactRow(long position, String type, String aggregate, long aggregateId, long seq, Instant at,
                   JsonNode body) {
    }

    /** One order whole. */
    record Detail(long orderId, String orderNo, String state, String stateText, String customer, long customerId,
                  long totalMinor, long paidMinor, long refundedMinor, int items, Instant placedAt,
                  @Nullable Instant paidAt, List<String> holds, @Nullable Long groupId, @Nullable Instant shipBy,
                  boolean overdue, boolean demo, OrderView order, List<ChangeRow> history, List<?> reasons,
                  List<MoneyRow> money, List<PaymentRow> payments, List<AccrualRow> accruals, List<FactRow> facts) {
    }

    private static final int MOST_FACTS = 100;

    private final OrderPages orders;
    private final OrderViews views;
    private final Customers customers;
    private final Shipments shipments;
    private final MoneyTrail trail;
    private final Promoters promoters;
    private final FactDesk facts;
    private final Schemes schemes;

    StaffOrders(OrderPages orders, OrderViews views, Customers customers, Shipments shipments, MoneyTrail trail,
                Promoters promoters, FactDesk facts, Schemes schemes) {
        this.orders = orders;
        this.views = views;
        this.customers = customers;
        this.shipments = shipments;
        this.trail = trail;
        this.promoters = promoters;
        this.facts = facts;
        this.schemes = schemes;
    }

    @GetMapping
    @Permit("ORDER_VIEW")
    Paged<Row> list(StaffMember staff, @RequestParam(required = false) @Nullable OrderState state,
                    @RequestParam(required = false) @Nullable String q,
                    @RequestParam(required = false) @Nullable String hold,
                    @RequestParam(defaultValue = "false") boolean overdue, PageAsk page, Locale locale) {
        String words = Fields.optionalText("q", q, 40);
        OptionalLong number = words == null ? OptionalLong.empty() : OrderNo.parse(words);
        List<Long> people = words == null || number.isPresent() ? null : customers.search(words, 100);
        OrderPages.Filter filter = new OrderPages.Filter(state, number.isPresent() ? number.getAsLong() : null, people,
                Fields.optionalText("hold", hold, 20), overdue, shipments.dispatchHours());
        String after = page.after() == null ? null : Long.toString(page.beforeId());
        Paged<OrderDetail> found = orders.staffList(filter, after, page.limit());
        List<Long> ids = found.items().stream().map(OrderDetail::orderId).toList();
        Map<Long, CustomerView> buyers = customers.views(found.items().stream().map(OrderDetail::customerId).toList());
        Map<Long, Dispatch> clocks = shipments.dispatches(ids);
        return found.map(o -> row(o, buyers.get(o.customerId()), clocks.get(o.orderId()), locale));
    }

    private Row row(OrderDetail o, @Nullable CustomerView buyer, @Nullable Dispatch clock, Locale locale) {
        boolean waits = o.state() == OrderState.PAID;
        return new Row(o.orderId(), o.orderNo(), o.state().name(), views.card(o, locale).stateText(),
                buyer == null ? "" : buyer.nickname(), o.customerId(), o.totalMinor(), o.paidMinor(),
                o.refundedMinor(), o.lines().stream().mapToInt(OrderDetail.Line::quantity).sum(), o.placedAt(),
                o.paidAt(), o.openHolds() == 0 ? List.of() : orders.holds(o.orderId()).stream()
                .filter(h -> "OPEN".equals(h.state())).map(OrderPages.Hold::kind).toList(), o.groupId(),
                waits && clock != null ? clock.shipBy() : null, waits && clock != null && clock.overdue(),
                buyer != null && buyer.demo());
    }

    @GetMapping("/{orderId}")
    @Permit("ORDER_VIEW")
    Detail order(StaffMember staff, @PathVariable long orderId, Locale locale) {
        OrderDetail o = orders.any(Fields.id("order", orderId)).orElseThrow(() -> Problem.notFound("order"));
        Row row = row(o, customers.views(List.of(o.customerId())).get(o.customerId()),
                shipments.dispatches(List.of(orderId)).get(orderId), locale);
        OrderView view = views.any(orderId, locale);
        List<AccrualView> accruals = promoters.accruals(null, null, orderId, Long.MAX_VALUE, 100).items();
        return new Detail(row.orderId(), row.orderNo(), row.state(), row.stateText(), row.customer(),
                row.customerId(), row.totalMinor(), row.paidMinor(), row.refundedMinor(), row.items(),
                row.placedAt(), row.paidAt(), row.holds(), row.groupId(), row.shipBy(), row.overdue(), row.demo(),
                view, orders.history(orderId).stream().map(c -> new ChangeRow(c.at(), c.from(), c.to(), c.by(),
                c.reason() == null ? null : views.reason(c.reason(), locale))).toList(), view.quote().reasons(),
                trail.of(orderId, accruals), trail.payments(orderId),
                accruals.stream().map(a -> accrual(a, o, locale)).toList(),
                facts.facts("order", orderId, null, null, MOST_FACTS).items().stream().map(f -> new FactRow(
                        f.position(), f.type(), f.aggregate(), f.aggregateId(), f.seq(), f.at(), f.body())).toList());
    }

    private AccrualRow accrual(AccrualView a, OrderDetail o, Locale locale) {
        boolean en = "en".equals(locale.getLanguage());
        String title = o.lines().stream().filter(l -> l.lineNo() == a.lineNo()).findFirst()
                .map(l -> en && l.titleEn() != null ? l.titleEn() : l.titleZh())
                .orElseGet(() -> schemes.schemes().stream()
                        .filter(s -> s.code().equals(a.schemeCode())).findFirst()
                        .map(s -> en ? s.nameEn() : s.nameZh()).orElse(a.schemeCode()));
        return new AccrualRow(a.accrualId(), a.kind(), o.orderNo(), title, a.baseMinor(), a.rateBp(),
                a.amountMinor(), a.reversedMinor(), a.state(), a.maturesAt(), a.at());
    }
}
