package io.tuanzi.shopfront;

import io.tuanzi.order.Orders.ReturnedLine;
import io.tuanzi.order.Returns;
import io.tuanzi.order.Returns.Kind;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.shopfront.AfterSales.PreviewView;
import io.tuanzi.shopfront.AfterSales.ReturnView;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's returns: what would come back, asking for it, sending the goods, changing one's mind. */
@RestController
@RequestMapping("/api/shop")
class ReturnDoor {

    private static final Set<String> REASONS =
            Set.of("NOT_WANTED", "DAMAGED", "WRONG_ITEM", "NOT_AS_SHOWN", "LATE", "OTHER");
    private static final Pattern TRACKING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{5,39}");

    record PreviewAsk(List<ReturnedLine> lines) {
    }

    record Ask(List<ReturnedLine> lines, Kind kind, String reasonCode, @Nullable String note) {
    }

    record Parcel(String carrier, String trackingNo) {
    }

    private final Returns returns;
    private final AfterSales views;
    private final Once once;

    ReturnDoor(Returns returns, AfterSales views, Once once) {
        this.returns = returns;
        this.views = views;
        this.once = once;
    }

    /** A read: it needs no key and changes nothing. */
    @PostMapping("/orders/{orderId}/returns/preview")
    PreviewView preview(Shopper shopper, @PathVariable long orderId, @RequestBody PreviewAsk ask, Locale locale) {
        return views.view(returns.preview(Fields.id("order", orderId), shopper.customerId(), lines(ask.lines())),
                locale);
    }

    @PostMapping("/orders/{orderId}/returns")
    ResponseEntity<ReturnView> request(Shopper shopper, Key key, @PathVariable long orderId, @RequestBody Ask ask,
                                       Locale locale) {
        Fields.id("order", orderId);
        if (!REASONS.contains(ask.reasonCode())) {
            throw Problem.invalid("reasonCode", "choice").with("choices", REASONS.toString());
        }
        Returns.Ask wish = new Returns.Ask(orderId, shopper.customerId(), lines(ask.lines()), ask.kind(),
                ask.reasonCode(), Fields.optionalText("note", ask.note(), 500));
        long returnId = once.run("return.request", shopper.actor(), key.value(), List.of(orderId, ask), Long.class,
                () -> returns.request(wish));
        return ResponseEntity.status(HttpStatus.CREATED).body(own(shopper, returnId, locale));
    }

    @PostMapping("/returns/{returnId}/send-back")
    ReturnView sendBack(Shopper shopper, Key key, @PathVariable long returnId, @RequestBody Parcel ask,
                        Locale locale) {
        Fields.id("return", returnId);
        String carrier = Fields.text("carrier", ask.carrier(), 1, 40);
        String number = Fields.matching("trackingNo", ask.trackingNo(), TRACKING);
        return own(shopper, once.run("return.send-back", shopper.actor(), key.value(), List.of(returnId, ask),
                Long.class, () -> {
                    returns.sentBack(returnId, shopper.customerId(), carrier, number);
                    return returnId;
                }), locale);
    }

    @PostMapping("/returns/{returnId}/cancel")
    ReturnView cancel(Shopper shopper, Key key, @PathVariable long returnId, Locale locale) {
        Fields.id("return", returnId);
        return own(shopper, once.run("return.cancel", shopper.actor(), key.value(), returnId, Long.class, () -> {
            returns.cancel(returnId, shopper.customerId());
            return returnId;
        }), locale);
    }

    private ReturnView own(Shopper shopper, long returnId, Locale locale) {
        return views.view(returns.ofCustomer(returnId, shopper.customerId())
                .orElseThrow(() -> Problem.notFound("return")), locale);
    }

    private static List<ReturnedLine> lines(List<ReturnedLine> lines) {
        return Fields.list("lines", lines, 1, 100);
    }
}
