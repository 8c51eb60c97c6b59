package io.tuanzi.backoffice;

import io.tuanzi.fulfilment.Shipments;
import io.tuanzi.fulfilment.Shipments.Parcel;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Orders.RefundSum;
import io.tuanzi.order.Orders.ReturnedLine;
import io.tuanzi.order.Returns;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.shopfront.AfterSales;
import io.tuanzi.shopfront.AfterSales.PreviewView;
import io.tuanzi.shopfront.AfterSales.ShipmentView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What staff does to an order: ship it, cancel it, give money back; each on the audit trail (W1). */
@RestController
@RequestMapping("/api/staff")
class StaffOrderWork {

    private static final Pattern UNIT = Pattern.compile("[1-9]\\d{0,3}:[1-9]\\d{0,5}");
    static final Pattern TRACKING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{5,39}");

    record ShipAsk(String carrier, String trackingNo, @Nullable List<ReturnedLine> lines, @Nullable String reason) {
    }

    record TrackAsk(String text, @Nullable Instant at) {
    }

    record CancelAsk(String reason) {
    }

    record RefundAsk(@Nullable List<ReturnedLine> lines, @Nullable Long amountMinor, String reason) {
    }

    /** Where an order stands, for the audit trail and as the answer. */
    record Standing(long orderId, String state, long paidMinor, long refundedMinor) {
    }

    private final Orders orders;
    private final OrderPages pages;
    private final Returns returns;
    private final Shipments shipments;
    private final AfterSales views;
    private final AuditTrail audit;
    private final Once once;

    StaffOrderWork(Orders orders, OrderPages pages, Returns returns, Shipments shipments,
                   AfterSales views, AuditTrail audit, Once once) {
        this.orders = orders;
        this.pages = pages;
        this.returns = returns;
        this.shipments = shipments;
        this.views = views;
        this.audit = audit;
        this.once = once;
    }

    private OrderDetail order(long orderId) {
        return pages.any(Fields.id("order", orderId)).orElseThrow(() -> Problem.notFound("order"));
    }

    private Standing standing(long orderId) {
        OrderDetail o = order(orderId);
        return new Standing(orderId, o.state().name(), o.paidMinor(), o.refundedMinor());
    }

    @PostMapping("/orders/{orderId}/ship")
    @Permit("ORDER_SHIP")
    ShipmentView ship(StaffMember staff, Key key, @PathVariable long orderId, @RequestBody ShipAsk ask) {
        Parcel parcel = new Parcel(orderId, Fields.text("carrier", ask.carrier(), 1, 40),
                Fields.matching("trackingNo", ask.trackingNo(), TRACKING));
        String why = ask.reason() == null || ask.reason().isBlank()
                ? "parcel " + parcel.carrier() + " " + parcel.trackingNo() : Fields.reason(ask.reason());
        if (ask.lines() != null) {
            wholeOnly(order(orderId), ask.lines());
        }
        long shipmentId = once.run("shipment.ship", staff.actor(), key.value(), List.of(orderId, ask), Long.class,
                () -> {
                    Standing before = standing(orderId);
                    Shipments.Shipment done = shipments.ship(parcel, staff.actor());
                    audit.wrote(staff.actor(), "order.ship", "order:" + orderId, before, done, why);
                    return done.shipmentId();
                });
        return ShipmentView.of(shipments.shipment(shipmentId).orElseThrow());
    }

    /** One order is one parcel until splitting exists: lines named must be all that is left. */
    private static void wholeOnly(OrderDetail order, List<ReturnedLine> lines) {
        Map<Integer, Integer> left = new TreeMap<>();
        order.lines().stream().filter(l -> l.quantity() > l.unitsBack())
                .forEach(l -> left.put(l.lineNo(), l.quantity() - l.unitsBack()));
        Map<Integer, Integer> asked = new TreeMap<>();
        lines.forEach(l -> asked.merge(l.lineNo(), l.quantity(), Math::addExact));
        if (!left.equals(asked)) {
            throw Problem.conflict("NO_SPLIT");
        }
    }

    @PostMapping("/shipments/{shipmentId}/tracks")
    @Permit("ORDER_SHIP")
    ShipmentView track(StaffMember staff, Key key, @PathVariable long shipmentId, @RequestBody TrackAsk ask) {
        Fields.id("shipment", shipmentId);
        String text = Fields.text("text", ask.text(), 1, 200);
        once.run("shipment.track", staff.actor(), key.value(), List.of(shipmentId, ask), Long.class, () -> {
            List<Shipments.Track> before = shipments.shipment(shipmentId).map(Shipments.Shipment::tracks)
                    .orElseThrow(() -> Problem.notFound("shipment"));
            Shipments.Shipment now = shipments.track(shipmentId, text, ask.at(), staff.actor());
            audit.wrote(staff.actor(), "shipment.track", "shipment:" + shipmentId, before, now.tracks(), text);
            return shipmentId;
        });
        return ShipmentView.of(shipments.shipment(shipmentId).orElseThrow());
    }

    @PostMapping("/orders/{orderId}/cancel")
    @Permit("ORDER_CANCEL")
    Standing cancel(StaffMember staff, Key key, @PathVariable long orderId, @RequestBody CancelAsk ask) {
        String why = Fields.reason(ask.reason());
        return once.run("order.cancel", staff.actor(), key.value(), List.of(orderId, ask), Standing.class, () -> {
            Standing before = standing(orderId);
            orders.cancel(orderId, staff.actor(), why);
            Standing after = standing(orderId);
            audit.wrote(staff.actor(), "order.cancel", "order:" + orderId, before, after, why);
            return after;
        });
    }

    /**
     * What a refund would give back and undo, to the fen and per tender; {@code units} are {@code line:quantity},
     * everything left without them. A read.
     */
    @GetMapping("/orders/{orderId}/refund")
    @Permit("ORDER_CANCEL")
    PreviewView refundPreview(StaffMember staff, @PathVariable long orderId,
                              @RequestParam(required = false) @Nullable List<String> units, Locale locale) {
        List<ReturnedLine> lines = units == null ? List.of()
                : Fields.list("units", units, 0, 100).stream().map(StaffOrderWork::unit).toList();
        return views.viewForStaff(returns.previewGiveBack(Fields.id("order", orderId), lines), locale);
    }

    private static ReturnedLine unit(String text) {
        String[] parts = Fields.matching("units", text, UNIT).split(":");
        return new ReturnedLine(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** Money is counted by units (M4); an amount given is what the person saw and must be exactly that. */
    @PostMapping("/orders/{orderId}/refund")
    @Permit("ORDER_CANCEL")
    Standing refund(StaffMember staff, Key key, @PathVariable long orderId, @RequestBody RefundAsk ask) {
        String why = Fields.reason(ask.reason());
        List<ReturnedLine> lines = ask.lines() == null ? List.of() : Fields.list("lines", ask.lines(), 1, 100);
        return once.run("order.refund", staff.actor(), key.value(), List.of(orderId, ask), Standing.class, () -> {
            Standing before = standing(orderId);
            RefundSum sum = returns.giveBack(orderId, "staff:" + staff.staffId() + ":" + key.value(), lines,
                    staff.actor(), why);
            if (ask.amountMinor() != null && ask.amountMinor() != sum.totalMinor()) {
                throw Problem.conflict("REFUND_BY_UNITS").with("nowMinor", sum.totalMinor()); // rolls back
            }
            Standing after = standing(orderId);
            audit.wrote(staff.actor(), "order.refund", "order:" + orderId, before, after, why);
            return after;
        });
    }
}
