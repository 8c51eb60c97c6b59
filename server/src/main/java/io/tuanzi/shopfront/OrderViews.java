package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.Products;
import io.tuanzi.order.KeptPrice;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Placement;
import io.tuanzi.payment.Payments;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.promotion.quote.Share;
import io.tuanzi.shopfront.Cards.GroupCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders as their owner and staff read them. */
@Component
public class OrderViews {

    /** A line of a list or detail; money in fen. */
    public record LineView(int lineNo, long skuId, long productId, String title, List<String> options, String picture,
                           int quantity, long listMinor, long payableMinor, List<QuoteView.LineShare> discounts,
                           int unitsBack, long refundedMinor) {
    }

    /** An order in a list. */
    public record OrderCard(long orderId, String orderNo, String state, String stateText, List<LineView> lines,
                            long totalMinor, Instant placedAt, @Nullable Instant payBefore, @Nullable Long groupId) {
    }

    /** Why an order is kept from being shipped. */
    public record HoldView(String kind, String text) {
    }

    /** A point of the order's life. */
    public record Event(Instant at, String text, @Nullable String detail) {
    }

    /** A tender of a refund. */
    public record Tender(String tender, long amountMinor) {
    }

    /** Money that goes back. */
    public record RefundLine(long refundId, long amountMinor, String state, String reason, Instant at,
                             List<Tender> tenders) {
    }

    /** What was agreed as price. */
    public record PriceView(long listTotalMinor, long discountMinor, long freightMinor, long totalMinor,
                            long savedMinor, List<QuoteView.Row> reasons) {
    }

    /** The order page. */
    public record OrderView(long orderId, String orderNo, String state, String stateText, List<LineView> lines,
                            long totalMinor, Instant placedAt, @Nullable Instant payBefore, @Nullable Long groupId,
                            JsonNode address, PriceView quote, List<HoldView> holds, @Nullable Instant paidAt,
                            @Nullable Instant shippedAt, @Nullable Instant receivedAt, @Nullable Instant closedAt,
                            @Nullable String closeReason, @Nullable Instant autoReceiveAt,
                            @Nullable Instant returnableUntil, long paidMinor, long refundedMinor,
                            List<Event> timeline, List<Object> shipments, List<RefundLine> refunds,
                            List<Object> returns, List<String> actions, @Nullable GroupCard group) {
    }

    /** Parts of the order page that higher modules tell: parcels, returns. */
    public interface Extra {

        List<? extends Object> shipments(long orderId, Locale locale);

        List<? extends Object> returns(long orderId, Locale locale);

        /** Units of the order that a shopper has asked to return and that are not decided yet. */
        int unitsAsked(long orderId);
    }

    private final OrderPages orders;
    private final Products products;
    private final Payments payments;
    private final Lookups lookups;
    private final Cards cards;
    private final ObjectProvider<Extra> extras;
    private final JsonMapper json;

    OrderViews(OrderPages orders, Products products, Payments payments, Lookups lookups, Cards cards,
               ObjectProvider<Extra> extras, JsonMapper json) {
        this.orders = orders;
        this.products = products;
        this.payments = payments;
        this.lookups = lookups;
        this.cards = cards;
        this.extras = extras;
        this.json = json;
    }

    /** The order page of its owner; 404 for anybody else. */
    OrderView of(long customerId, long orderId, Locale locale) {
        return view(orders.ofCustomer(orderId, customerId).orElseThrow(() -> Problem.notFound("order")), locale);
    }

    /** Any order, for staff. */
    public OrderView any(long orderId, Locale locale) {
        return view(orders.any(orderId).orElseThrow(() -> Problem.notFound("order")), locale);
    }

    /** An order in a list. */
    public OrderCard card(OrderDetail o, Locale locale) {
        return new OrderCard(o.orderId(), o.orderNo(), o.state().name(), OrderTexts.state(o, locale),
                lines(o, kept(o).shares(), locale), o.totalMinor(), o.placedAt(),
                o.state() == OrderState.AWAITING_PAYMENT ? o.payBefore() : null, o.groupId());
    }

    /** A reason given by code in the reader's language; people's own words as they are. */
    public String reason(String reason, Locale locale) {
        return OrderTexts.closed(reason, locale);
    }

    /** The page of an order placed a moment ago: nothing of it has to be read. */
    OrderView of(Placement.Fresh placed, Locale locale) {
        return view(placed.detail(), placed.price(), placed.holds(), List.of(), List.of(), List.of(), locale);
    }

    /** What was kept of the price, taken from the JSON it is kept as. */
    private KeptPrice.Shared kept(OrderDetail o) {
        return new KeptPrice.Shared(json.readValue(o.reasonsJson(), KeptPrice.class), o.lines().stream()
                .map(line -> List.of(json.readValue(line.sharesJson(), Share[].class))).toList());
    }

    private OrderView view(OrderDetail o, Locale locale) {
        List<Object> shipments = new ArrayList<>();
        List<Object> returns = new ArrayList<>();
        extras.forEach(e -> {
            shipments.addAll(e.shipments(o.orderId(), locale));
            returns.addAll(e.returns(o.orderId(), locale));
        });
        return view(o, kept(o), orders.holds(o.orderId()), orders.history(o.orderId()), shipments, returns, locale);
    }

    private OrderView view(OrderDetail o, KeptPrice.Shared kept, List<OrderPages.Hold> holds,
                           List<OrderPages.Change> changes, List<Object> shipments, List<Object> returns,
                           Locale locale) {
        Optional<GroupCard> group = o.groupId() == null ? Optional.empty() : lookups.group(o.groupId())
                .map(g -> cards.groups(List.of(g), o.customerId(), locale).getFirst());
        return new OrderView(o.orderId(), o.orderNo(), o.state().name(), OrderTexts.state(o, locale),
                lines(o, kept.shares(), locale), o.totalMinor(), o.placedAt(),
                o.state() == OrderState.AWAITING_PAYMENT ? o.payBefore() : null, o.groupId(),
                address(o), price(o, kept.price(), locale), holds.stream().filter(h -> "OPEN".equals(h.state()))
                .map(h -> new HoldView(h.kind(), OrderTexts.hold(h.kind(), locale))).toList(), o.paidAt(),
                o.shippedAt(), o.receivedAt(), o.closedAt(),
                o.closeReason() == null ? null : OrderTexts.closed(o.closeReason(), locale), o.autoReceiveAt(),
                o.returnableUntil(), o.paidMinor(), o.refundedMinor(), OrderTexts.timeline(o, changes, holds, locale),
                shipments, refunds(o, locale), returns, actions(o), group.orElse(null));
    }

    /** The address without the plain phone number. */
    private JsonNode address(OrderDetail o) {
        JsonNode node = json.readTree(o.addressJson());
        if (node instanceof tools.jackson.databind.node.ObjectNode object) {
            object.remove(List.of("phone", "addressId", "isDefault"));
        }
        return node;
    }

    private List<LineView> lines(OrderDetail o, List<List<Share>> shares, Locale locale) {
        ProductSnapshot snapshot = products.snapshot();
        List<LineView> views = new ArrayList<>(o.lines().size());
        for (int i = 0; i < o.lines().size(); i++) {
            views.add(line(o.lines().get(i), shares.get(i), snapshot, locale));
        }
        return views;
    }

    private static LineView line(OrderDetail.Line l, List<Share> shares, ProductSnapshot snapshot, Locale locale) {
        boolean en = "en".equals(locale.getLanguage());
        return new LineView(l.lineNo(), l.skuId(), l.productId(),
                en && l.titleEn() != null ? l.titleEn() : l.titleZh(),
                snapshot.options(l.skuId(), l.options().isEmpty() ? List.of()
                        : List.of(l.options().split(" · ", -1)), locale), l.picture(), l.quantity(),
                Math.multiplyExact(l.unitMinor(), l.quantity()), l.payableMinor(),
                shares.stream().map(s -> new QuoteView.LineShare(s.reasonId(), s.amountMinor())).toList(),
                l.unitsBack(), l.refundedMinor());
    }

    private static PriceView price(OrderDetail o, KeptPrice kept, Locale locale) {
        boolean en = "en".equals(locale.getLanguage());
        List<QuoteView.Row> rows = new ArrayList<>();
        int units = o.lines().stream().mapToInt(OrderDetail.Line::quantity).sum();
        rows.add(new QuoteView.Row("list", "LIST", en ? "List price" : "标价合计", en ? units + " pcs" : units + " 件",
                o.listMinor(), true, null));
        for (KeptPrice.Kept r : kept.reasons()) {
            String why = en ? r.whyEn() : r.whyZh();
            rows.add(new QuoteView.Row(r.id(), OrderTexts.kind(r.kind()), en ? r.nameEn() : r.nameZh(),
                    r.applied() ? why : "", r.applied() ? -r.amountMinor() : 0, r.applied(),
                    r.applied() ? null : why));
        }
        rows.add(new QuoteView.Row("freight", "FREIGHT", en ? "Delivery" : "运费", "", kept.freightListMinor(), true,
                null));
        return new PriceView(o.listMinor(), o.discountMinor(), o.freightMinor(), o.totalMinor(),
                o.discountMinor() + kept.freightDiscountMinor(), rows);
    }

    private List<RefundLine> refunds(OrderDetail o, Locale locale) {
        if (o.paidMinor() == 0 && o.state() != OrderState.CLOSED) {
            return List.of();
        }
        return payments.refunds("order:" + o.orderId()).stream().map(r -> new RefundLine(r.refundId(),
                r.amountMinor(), switch (r.state()) {
                    case "DONE" -> "DONE";
                    case "FAILED" -> "FAILED";
                    case "QUEUED" -> "ASKED";
                    default -> "PROCESSING";
                }, OrderTexts.closed(r.reason(), locale), r.at(),
                List.of(new Tender(r.provider().toUpperCase(Locale.ROOT), r.amountMinor())))).toList();
    }

    private List<String> actions(OrderDetail o) {
        return switch (o.state()) {
            case AWAITING_PAYMENT -> List.of("PAY", "CANCEL");
            case PAID -> o.openHolds() > 0 ? List.of() : List.of("CANCEL");
            case SHIPPED -> canReturn(o) ? List.of("RECEIVE", "RETURN") : List.of("RECEIVE");
            case RECEIVED -> canReturn(o) ? List.of("RETURN", "BUY_AGAIN") : List.of("BUY_AGAIN");
            case COMPLETED, CLOSED -> List.of("BUY_AGAIN");
        };
    }

    /** Whether units are left that are neither back nor asked for; read only where it can matter. */
    private boolean canReturn(OrderDetail o) {
        return o.lines().stream().mapToInt(l -> l.quantity() - l.unitsBack()).sum()
                > extras.stream().mapToInt(each -> each.unitsAsked(o.orderId())).sum();
    }
}
