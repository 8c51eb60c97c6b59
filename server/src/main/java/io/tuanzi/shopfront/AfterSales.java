package io.tuanzi.shopfront;

import io.tuanzi.fulfilment.Shipments;
import io.tuanzi.fulfilment.Shipments.Shipment;
import io.tuanzi.order.Orders.RefundSum;
import io.tuanzi.order.Returns;
import io.tuanzi.order.Returns.Case;
import io.tuanzi.order.Returns.Kind;
import io.tuanzi.order.Returns.Preview;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Parcels, returns and previews of refunds as shoppers and staff read them. */
@Component
public class AfterSales implements OrderViews.Extra {

    /** A point in time with words. */
    public record Said(Instant at, String text) {
    }

    /** A parcel. */
    public record ShipmentView(long shipmentId, String carrier, String trackingNo, Instant shippedAt,
                               List<Said> tracks) {

        public static ShipmentView of(Shipment s) {
            return new ShipmentView(s.shipmentId(), s.carrier(), s.trackingNo(), s.shippedAt(),
                    s.tracks().stream().map(t -> new Said(t.at(), t.text())).toList());
        }
    }

    /** A line of a return; money in fen. */
    public record ReturnLine(int lineNo, String title, int quantity, long refundMinor) {
    }

    /** A return. */
    public record ReturnView(long returnId, long orderId, String state, String kind, String reasonText,
                             @Nullable String note, List<ReturnLine> lines, long refundMinor, List<Said> steps,
                             @Nullable String carrier, @Nullable String trackingNo, List<String> actions) {
    }

    /** Something a refund would undo. */
    public record Undone(String code, String text, @Nullable Long amountMinor) {
    }

    /** What a refund would give back and undo; money in fen. */
    public record PreviewView(List<PreviewLine> lines, long freightMinor, long refundMinor,
                              List<Returns.Tender> tenders, List<Undone> consequences) {
    }

    /** A line of a preview. */
    public record PreviewLine(int lineNo, int quantity, long refundMinor) {
    }

    private static final Set<String> OPEN = Set.of("REQUESTED", "APPROVED", "SENT_BACK", "RECEIVED");

    private final Shipments shipments;
    private final Returns returns;
    private final Phrasebook words = Phrasebook.open("aftersales");

    AfterSales(Shipments shipments, Returns returns) {
        this.shipments = shipments;
        this.returns = returns;
    }

    @Override
    public List<ShipmentView> shipments(long orderId, Locale locale) {
        return shipments.ofOrder(orderId).stream().map(ShipmentView::of).toList();
    }

    @Override
    public List<ReturnView> returns(long orderId, Locale locale) {
        return returns.ofOrder(orderId).stream().map(one -> view(one, locale)).toList();
    }

    @Override
    public int unitsAsked(long orderId) {
        return returns.ofOrder(orderId).stream().filter(one -> OPEN.contains(one.state()))
                .flatMap(one -> one.lines().stream()).mapToInt(Returns.CaseLine::quantity).sum();
    }

    /** A return in the reader's language. */
    public ReturnView view(Case one, Locale locale) {
        Language language = Language.of(locale);
        boolean english = language == Language.EN;
        return new ReturnView(one.returnId(), one.orderId(), one.state(), one.kind().name(),
                words.say(language, "reason." + one.reasonCode(), Map.of()), one.note(),
                one.lines().stream().map(l -> new ReturnLine(l.lineNo(), l.title(english), l.quantity(),
                        l.refundMinor())).toList(), one.refundMinor(),
                one.steps().stream().map(s -> new Said(s.at(), words.say(language, "step." + s.state(),
                        Map.of()))).toList(), one.carrier(), one.trackingNo(), actions(one));
    }

    private static List<String> actions(Case one) {
        return switch (one.state()) {
            case "REQUESTED" -> List.of("CANCEL");
            case "APPROVED" -> one.kind() == Kind.RETURN_REFUND ? List.of("SEND_BACK", "CANCEL") : List.of();
            default -> List.of();
        };
    }

    /** A preview in the shopper's language, said to the shopper. */
    public PreviewView view(Preview preview, Locale locale) {
        return view(preview, locale, "whose.");
    }

    /** The same said to staff, for whom the coupons are the buyer's and not "yours". */
    public PreviewView viewForStaff(Preview preview, Locale locale) {
        return view(preview, locale, "whose.staff.");
    }

    private PreviewView view(Preview preview, Locale locale, String owner) {
        Language language = Language.of(locale);
        RefundSum sum = preview.sum();
        return new PreviewView(sum.lines().stream().map(l -> new PreviewLine(l.lineNo(), l.quantity(),
                l.amountMinor())).toList(), sum.freightMinor(), sum.totalMinor(), preview.tenders(),
                preview.consequences().stream().map(c -> {
                    Map<String, Object> values = new HashMap<>(c.params());
                    String whose = String.valueOf(values.getOrDefault("whose", ""));
                    values.put("whose", words.say(language, owner + whose, Map.of()));
                    values.put("amountMinor", c.amountMinor() == null ? 0L : c.amountMinor());
                    // what is taken away again is shown with the sign of a loss
                    Long lost = c.amountMinor() == null ? null : -c.amountMinor();
                    return new Undone(c.code(), words.say(language, "undone." + c.code(), values), lost);
                }).toList());
    }
}
