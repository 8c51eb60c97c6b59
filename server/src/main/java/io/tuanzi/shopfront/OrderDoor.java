package io.tuanzi.shopfront;

import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.Orders;
import io.tuanzi.payment.OpenPayment;
import io.tuanzi.payment.PayTicket;
import io.tuanzi.payment.PaymentState;
import io.tuanzi.payment.Payments;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.shopfront.Asking.AskedLine;
import io.tuanzi.shopfront.OrderViews.OrderCard;
import io.tuanzi.shopfront.OrderViews.OrderView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's orders: list, page, paying, cancelling, receiving, buying again. */
@RestController
@RequestMapping("/api/shop/orders")
class OrderDoor {

    private static final Set<String> CANCEL_REASONS = Set.of("CHANGED_MIND", "WRONG_ITEM", "WRONG_ADDRESS", "OTHER");

    record PayAsk(String provider, String channel, @Nullable String returnUrl) {
    }

    /** Where to pay: a page, what the mini-program's payment window is handed, or neither when nothing is owed. */
    record PayAnswer(@Nullable String cashierUrl, @Nullable Map<String, String> prepay, Instant payBefore) {
    }

    record PaymentAnswer(String state, long paidMinor, String message) {
    }

    record CancelAsk(String reason) {
    }

    record BuyAgain(List<AskedLine> lines, CheckoutDoor.Checkout checkout) {
    }

    private final Orders orders;
    private final OrderPages pages;
    private final OrderViews views;
    private final Payments payments;
    private final CheckoutDoor checkout;
    private final Links links;
    private final Once once;

    OrderDoor(Orders orders, OrderPages pages, OrderViews views, Payments payments, CheckoutDoor checkout,
              Links links, Once once) {
        this.orders = orders;
        this.pages = pages;
        this.views = views;
        this.payments = payments;
        this.checkout = checkout;
        this.links = links;
        this.once = once;
    }

    private OrderDetail own(Shopper shopper, long orderId) {
        return pages.ofCustomer(orderId, shopper.customerId()).orElseThrow(() -> Problem.notFound("order"));
    }

    @GetMapping
    Paged<OrderCard> list(Shopper shopper, @RequestParam(defaultValue = "ALL") String state, PageAsk page,
                          Locale locale) {
        String after = page.after() == null ? null : Long.toString(page.beforeId());
        return pages.list(shopper.customerId(), state, after, page.limit()).map(o -> views.card(o, locale));
    }

    @GetMapping("/counts")
    OrderPages.Counts counts(Shopper shopper) {
        return pages.counts(shopper.customerId());
    }

    @GetMapping("/{orderId}")
    OrderView order(Shopper shopper, @PathVariable long orderId, Locale locale) {
        return views.of(shopper.customerId(), orderId, locale);
    }

    /** Opens the payment at the provider; repeating it takes up the open one, so the key needs no store of its own. */
    @PostMapping("/{orderId}/pay")
    PayAnswer pay(Shopper shopper, Key key, @PathVariable long orderId, @RequestBody PayAsk ask,
                  HttpServletRequest request, Locale locale) {
        OrderDetail order = own(shopper, orderId);
        if (order.totalMinor() == 0) { // nothing to collect: it is paid by asking, and asked again it is paid still
            orders.payNothing(orderId);
            return new PayAnswer(null, null, order.payBefore());
        }
        if (order.state() != OrderState.AWAITING_PAYMENT) {
            throw Problem.badState(order.state().name());
        }
        String back = ask.returnUrl() == null || !ask.returnUrl().startsWith("/") ? "" : links.root()
                + ask.returnUrl();
        String title = order.lines().isEmpty() ? order.orderNo() : order.lines().getFirst().titleZh();
        PayTicket ticket = payments.open(new OpenPayment("order:" + orderId, orderId, order.totalMinor(),
                title.length() > 60 ? title.substring(0, 60) : title, order.payBefore(),
                "MINI".equals(ask.channel()) ? "MINI" : "H5", back, request.getRemoteAddr()));
        return new PayAnswer(ticket.cashierUrl().isEmpty() ? null : ticket.cashierUrl(),
                ticket.prepay().isEmpty() ? null : ticket.prepay(), ticket.payBefore());
    }

    /** Where the payment stands; asks the provider, so that coming back from the cashier shows the truth at once. */
    @GetMapping("/{orderId}/payment")
    PaymentAnswer payment(Shopper shopper, @PathVariable long orderId, Locale locale) {
        OrderDetail order = own(shopper, orderId);
        boolean en = "en".equals(locale.getLanguage());
        if (order.state() != OrderState.AWAITING_PAYMENT) {
            boolean closed = order.state() == OrderState.CLOSED;
            boolean back = order.refundedMinor() > 0;
            return new PaymentAnswer(closed ? back ? "REFUNDED" : "CLOSED" : "PAID", order.paidMinor(),
                    OrderTexts.state(order, locale));
        }
        PaymentState state = payments.state("order:" + orderId, true);
        return switch (state.status()) {
            case PAID -> new PaymentAnswer("PAID", state.keptMinor(), en ? "Paid" : "已付款");
            case UNKNOWN -> new PaymentAnswer("UNKNOWN", 0, en ? "Checking with WeChat Pay. Nothing is lost."
                    : "正在向微信确认，钱不会丢。");
            case NONE -> new PaymentAnswer("NONE", 0, en ? "Not paid yet" : "还没付款");
            case WAITING -> new PaymentAnswer("WAITING", 0, en ? "Waiting for your payment" : "等你付款");
            case CLOSING, CLOSED -> new PaymentAnswer("CLOSED", 0, en ? "Closed" : "已关闭");
        };
    }

    @PostMapping("/{orderId}/cancel")
    OrderView cancel(Shopper shopper, Key key, @PathVariable long orderId, @RequestBody CancelAsk ask,
                     Locale locale) {
        own(shopper, orderId);
        String reason = CANCEL_REASONS.contains(ask.reason()) ? ask.reason() : "OTHER";
        done(once.run("order.cancel", shopper.actor(), key.value(), orderId + reason, Boolean.class, () -> {
            orders.cancel(orderId, shopper.actor(), reason);
            return true;
        }));
        return views.of(shopper.customerId(), orderId, locale);
    }

    @PostMapping("/{orderId}/receive")
    OrderView receive(Shopper shopper, Key key, @PathVariable long orderId, Locale locale) {
        own(shopper, orderId);
        done(once.run("order.receive", shopper.actor(), key.value(), orderId, Boolean.class, () -> {
            orders.received(orderId, shopper.actor());
            return true;
        }));
        return views.of(shopper.customerId(), orderId, locale);
    }

    private static void done(boolean answer) {
        if (!answer) {
            throw new IllegalStateException("a command was not done");
        }
    }

    /** Rebuilds the lines of an order and prices them as of now. */
    @PostMapping("/{orderId}/buy-again")
    BuyAgain again(Shopper shopper, @PathVariable long orderId, Locale locale) {
        OrderDetail order = own(shopper, orderId);
        List<AskedLine> lines = order.lines().stream().map(l -> new AskedLine(l.skuId(), l.quantity())).toList();
        return new BuyAgain(lines, checkout.checkout(shopper.customerId(), new CheckoutDoor.CheckoutAsk(lines,
                "BUY_NOW", null, null, null, null), locale));
    }
}
