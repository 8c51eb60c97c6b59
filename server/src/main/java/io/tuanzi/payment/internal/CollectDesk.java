package io.tuanzi.payment.internal;

import io.tuanzi.payment.CaptureView;
import io.tuanzi.payment.OpenPayment;
import io.tuanzi.payment.PayTicket;
import io.tuanzi.payment.PaymentState;
import io.tuanzi.payment.PaymentState.Status;
import io.tuanzi.payment.Payments;
import io.tuanzi.payment.QuarantineView;
import io.tuanzi.payment.Refund;
import io.tuanzi.payment.RefundView;
import io.tuanzi.payment.internal.PaymentBook.Intent;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.Secrets;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Paged;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Payments as the other modules see them: conversations with the provider, each booked by a desk in between. */
@Component
class CollectDesk implements Payments {

    private static final Logger LOG = LoggerFactory.getLogger(CollectDesk.class);
    private static final Set<String> CHANNELS = Set.of("H5", "MINI");
    private static final Duration FIRST_ASK = Duration.ofSeconds(15);
    private static final Duration LONGEST_ASK = Duration.ofMinutes(5);
    private static final Duration LONGEST_CLOSE = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final PaymentBook book;
    private final RefundBook refundBook;
    private final CaptureDesk desk;
    private final RefundDesk refunds;
    private final WeChatPay weChatPay;
    private final Provider provider;
    private final Tx tx;
    private final Ids ids;
    private final Secrets secrets;
    private final ShopTime time;
    private final JsonMapper json = JsonMapper.shared();

    CollectDesk(PaymentBook book, RefundBook refundBook, CaptureDesk desk, RefundDesk refunds, WeChatPay weChatPay,
                 Provider provider, Tx tx, Ids ids, Secrets secrets, ShopTime time) {
        this.book = book;
        this.refundBook = refundBook;
        this.desk = desk;
        this.refunds = refunds;
        this.weChatPay = weChatPay;
        this.provider = provider;
        this.tx = tx;
        this.ids = ids;
        this.secrets = secrets;
        this.time = time;
    }

    @Override
    public PayTicket open(OpenPayment ask) {
        Tx.requireNone("opening a payment");
        if (ask.amountMinor() <= 0 || !CHANNELS.contains(ask.channel()) || ask.payable().indexOf(':') < 1) {
            throw Problem.invalid(ask.amountMinor() <= 0 ? "amountMinor" : "channel", "choice")
                    .with("choices", CHANNELS);
        }
        refusePaid(ask.payable());
        provider.keys();
        Intent intent = tx.call("payment.open", () -> openOrReuse(ask));
        try {
            return ticket(intent, ask.returnUrl());
        } catch (ProviderSilent silent) {
            LOG.warn("prepay for {}: {}", intent.payable(), silent.getMessage());
            throw Problem.of(503, "PAYMENT_UNAVAILABLE").with("retryAfterSeconds", 2);
        } catch (ProviderRefused no) {
            LOG.info("prepay for {}: {}", intent.payable(), no.getMessage());
            ask(intent);
            refusePaid(ask.payable());
            if (!no.code().equals("ORDER_CLOSED") && time.now().isBefore(intent.payBefore())) {
                LOG.error("the provider refuses our prepay: {}", no.getMessage());
                throw Problem.of(503, "PAYMENT_UNAVAILABLE").with("retryAfterSeconds", 30);
            }
            throw Problem.conflict("PAYMENT_CLOSED");
        }
    }

    /** Asks the provider; within a mini-program for its own window, elsewhere for a page. */
    private PayTicket ticket(Intent intent, String returnUrl) {
        String back = returnUrl.isEmpty() ? ""
                : "?return_url=" + URLEncoder.encode(returnUrl, StandardCharsets.UTF_8);
        if (!json.readTree(intent.request()).has("payer")) {
            return new PayTicket(intent.intentId(), provider.cashierUrl(weChatPay.prepay(intent.request())) + back,
                    intent.amountMinor(), intent.payBefore());
        }
        String prepayId = weChatPay.prepayInside(intent.request());
        return new PayTicket(intent.intentId(), provider.practicePage(prepayId).map(page -> page + back).orElse(""),
                intent.amountMinor(), intent.payBefore(), weChatPay.window(prepayId));
    }

    private void refusePaid(String payable) {
        if (kept(payable) > 0) {
            throw Problem.conflict("ALREADY_PAID");
        }
    }

    private long kept(String payable) {
        return book.captures(payable).stream().filter(c -> !c.returned()).mapToLong(CaptureView::amountMinor).sum();
    }

    /** The open intent of this payable, channel and sum; one with another sum is given up first. */
    private Intent openOrReuse(OpenPayment ask) {
        for (int attempt = 0; attempt < 3; attempt++) {
            Intent open = book.openOf(ask.payable(), ask.channel()).orElse(null);
            if (open != null && open.amountMinor() == ask.amountMinor()
                    && open.payBefore().equals(ask.payBefore().truncatedTo(ChronoUnit.SECONDS))) {
                return open;
            }
            if (open != null) {
                book.giveUp(ask.payable(), open.intentId());
            }
            Intent made = made(ask);
            if (book.insert(made, FIRST_ASK)) {
                return made;
            }
        }
        throw Problem.busy(1);
    }

    private Intent made(OpenPayment ask) {
        long intentId = ids.next();
        // the tail keeps numbers apart between databases that share a merchant, and unguessable
        String number = "T" + intentId + secrets.code(8);
        var before = ask.payBefore().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("mchid", provider.keys().mchid());
        request.put("appid", provider.keys().appid());
        request.put("description", ask.description().length() > 127
                ? ask.description().substring(0, 127) : ask.description());
        request.put("out_trade_no", number);
        request.put("time_expire", before.atZone(time.zone()).toOffsetDateTime()
                .format(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        request.put("notify_url", provider.notifyUrl());
        request.put("amount", Map.of("total", ask.amountMinor(), "currency", "CNY"));
        Optional<String> payer = ask.channel().equals("MINI") ? provider.miniPayer() : Optional.empty();
        payer.ifPresentOrElse(openid -> request.put("payer", Map.of("openid", openid)), () -> request.put("scene_info",
                Map.of("payer_client_ip", ask.clientIp().isEmpty() ? "127.0.0.1" : ask.clientIp(), "h5_info",
                        Map.of("type", "Wap"))));
        return new Intent(intentId, ask.payable(), ask.payableId(), provider.name(), ask.channel(), number,
                ask.amountMinor(), "CNY", json.writeValueAsString(request), before, "OPEN");
    }

    @Override
    public PaymentState state(String payable, boolean askProvider) {
        boolean silent = false;
        if (askProvider) {
            Tx.requireNone("asking the provider");
            for (Intent intent : book.of(payable)) {
                if (intent.state().equals("OPEN") || intent.state().equals("CLOSING")) {
                    silent |= !ask(intent);
                }
            }
        }
        long kept = kept(payable);
        List<Intent> intents = book.of(payable);
        if (kept > 0) {
            return new PaymentState(Status.PAID, kept);
        }
        if (intents.isEmpty()) {
            return new PaymentState(Status.NONE, 0);
        }
        if (silent) {
            return new PaymentState(Status.UNKNOWN, 0);
        }
        if (intents.stream().anyMatch(i -> i.state().equals("OPEN"))) {
            return new PaymentState(Status.WAITING, 0);
        }
        boolean closing = intents.stream().anyMatch(i -> i.state().equals("CLOSING"));
        return new PaymentState(closing ? Status.CLOSING : Status.CLOSED, 0);
    }

    /** Asks how an intent stands and books the answer; false when none came (P5). */
    boolean ask(Intent intent) {
        try {
            Told.Payment told = weChatPay.query(intent.outTradeNo());
            if (told.paid()) {
                desk.settle(told);
            } else if (told.state().equals("CLOSED")) {
                desk.closed(intent);
            }
            return true;
        } catch (ProviderRefused no) {
            if (no.code().equals("ORDER_NOT_EXIST")) {
                // our prepay never arrived there; it may still, so only its own deadline ends it
                return true;
            }
            LOG.warn("asking about {}: {}", intent.payable(), no.getMessage());
            return false;
        } catch (ProviderSilent silent) {
            LOG.warn("asking about {}: {}", intent.payable(), silent.getMessage());
            return false;
        }
    }

    /** The janitor (P5): asks about open intents that are due, and gives up those whose time is over. */
    int askDue(int limit) {
        List<Intent> due = tx.call("payment.take-open",
                () -> book.takeDue("OPEN", limit, FIRST_ASK, LONGEST_ASK));
        for (Intent intent : due) {
            if (ask(intent)) {
                tx.run("payment.out-of-time", () -> book.outOfTime(intent.intentId(), GRACE));
            }
        }
        return due.size();
    }

    /** Closes at the provider what was given up; one that was paid meanwhile is booked instead. */
    int closeDue(int limit) {
        List<Intent> due = tx.call("payment.take-closing",
                () -> book.takeDue("CLOSING", limit, Duration.ofSeconds(2), LONGEST_CLOSE));
        due.forEach(this::close);
        return due.size();
    }

    private void close(Intent intent) {
        try {
            weChatPay.close(intent.outTradeNo());
            desk.closed(intent);
        } catch (ProviderRefused no) {
            if (no.code().equals("ORDER_PAID")) {
                ask(intent);
            } else if (no.code().equals("ORDER_NOT_EXIST") || no.code().equals("ORDER_CLOSED")) {
                desk.closed(intent);
            } else {
                LOG.warn("closing {}: {}", intent.payable(), no.getMessage());
            }
        } catch (ProviderSilent silent) {
            LOG.warn("closing {}: {}", intent.payable(), silent.getMessage());
        }
    }

    @Override
    public void closeFor(String payable) {
        Tx.requireOpen("giving up a payment");
        book.giveUp(payable, null);
    }

    @Override
    public long refund(Refund ask) {
        return refunds.owe(ask);
    }

    @Override
    public List<CaptureView> captures(String payable) {
        return book.captures(payable);
    }

    @Override
    public List<RefundView> refunds(String payable) {
        return refundBook.of(payable);
    }

    @Override
    public Paged<QuarantineView> quarantined(@Nullable String after, int limit) {
        long before = Paged.cursorId(after, Long.MAX_VALUE);
        return Paged.of(book.quarantined(before, limit + 1), limit, QuarantineView::quarantineId);
    }

    @Override
    public OnTheWay refundsOnTheWay() {
        return book.refundsOnTheWay();
    }
}
