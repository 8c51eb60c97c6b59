package io.tuanzi.sandboxpay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tester's side, for loopback only: faults, the clock, payments without a page, and the whole book to look at. */
final class Control {
    private static final Pattern PAYMENT = Pattern.compile("/sandbox/payments/([^/]+)/(pay|fail|begin)");
    private static final Pattern ONE = Pattern.compile("/sandbox/book/([^/]+)");
    private static final Pattern REPLAY = Pattern.compile("/sandbox/notifications/([^/]+)/replay");
    private static final long TEN_YEARS_SECONDS = 10L * 366 * 86_400;

    private final Book book;
    private final Keys keys;
    private final Faults faults;
    private final Courier courier;

    Control(Book book, Keys keys, Faults faults, Courier courier) {
        this.book = book;
        this.keys = keys;
        this.faults = faults;
        this.courier = courier;
    }

    void serve(Call call) throws IOException {
        try {
            // a page of another origin in a browser on this machine must not reach it either
            if (!call.fromLoopback() || !call.header("Origin").isEmpty()) {
                throw new Refusal(403, "NO_AUTH", "control is for programs on this machine");
            }
            call.json(200, route(call));
        } catch (Refusal no) {
            call.answer(no.status(), "application/json; charset=utf-8", no.json().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException cut) {
            Cashier.cutOrThrow(call, cut);
        }
    }

    private Map<String, Object> route(Call call) {
        String path = call.path();
        Matcher payment = PAYMENT.matcher(path);
        Matcher one = ONE.matcher(path);
        Matcher replay = REPLAY.matcher(path);
        if (path.equals("/sandbox/control")) {
            return switch (call.method()) {
                case "GET" -> state();
                case "POST", "PUT" -> change(call.json());
                case "DELETE" -> {
                    faults.clear();
                    yield state();
                }
                default -> throw new Refusal(405, "METHOD_NOT_ALLOWED", "GET, POST or DELETE");
            };
        }
        if (call.is("GET") && path.equals("/sandbox/book")) {
            return page(whole(call.parameter("after"), 0), Math.clamp(whole(call.parameter("limit"), 500), 1, 5000));
        }
        if (call.is("GET") && one.matches()) {
            return book.ask(till -> told(till, till.current(one.group(1))));
        }
        if (call.is("POST") && payment.matches()) {
            String no = payment.group(1);
            return switch (payment.group(2)) {
                case "pay" -> Cashier.pay(
                        faults, book, courier, call.json().text("openid", ""), till -> till.current(no));
                case "fail" -> book.ask(till -> Rules.decline(till, till.current(no)));
                default -> book.ask(till -> Rules.begin(till, till.current(no)));
            };
        }
        if (call.is("POST") && replay.matches()) {
            Notice.Errand errand = book.ask(till -> till.errand(till.notice(replay.group(1))));
            return Json.object("result", courier.deliver(errand));
        }
        throw Refusal.missing("no such address");
    }

    private Map<String, Object> change(Fields wish) {
        if (wish.flag("clear")) {
            faults.clear();
        }
        if (wish.has("seed")) {
            faults.seed(wish.number("seed"));
        }
        if (wish.has("fault")) {
            faults.add(wish);
        }
        wish.objects("faults").forEach(faults::add);
        if (wish.has("openBill")) {
            book.ask(till -> till.openBill = wish.flag("openBill"));
        }
        long seconds = wish.number("advanceClockSeconds", wish.number("advanceClock", 0));
        if (seconds < 0 || seconds > TEN_YEARS_SECONDS) {
            throw Refusal.parameter("the clock goes forward only, ten years at most");
        }
        if (seconds > 0) {
            book.ask(till -> {
                till.write(new Entry.ClockAdvanced(till.nowMs(), till.offsetMs() + seconds * 1000));
                return true;
            });
            courier.ring();
        }
        return state();
    }

    private Map<String, Object> state() {
        return book.ask(till -> Json.object(
                "now", Moments.text(till.nowMs()), "offset_seconds", till.offsetMs() / 1000,
                "trades", till.trades.size(),
                "notifications_owed", till.owed(), "open_bill", till.openBill, "faults", faults.list()));
    }

    /** Trades in the order they were asked for, from the one after {@code after}; {@code next} is absent at the end. */
    private Map<String, Object> page(long after, int limit) {
        return book.ask(till -> {
            List<Map<String, Object>> views = new ArrayList<>();
            int from = Math.clamp(after, 0, till.trades.size());
            int to = Math.min(till.trades.size(), from + limit);
            for (Trade trade : till.trades.subList(from, to)) {
                views.add(told(till, till.current(trade.asked.outTradeNo())));
            }
            return Json.object("trades", views, "next", to < till.trades.size() ? to : null,
                    "total", till.trades.size(), "now", Moments.text(till.nowMs()));
        });
    }

    private Map<String, Object> told(Till till, Trade trade) {
        Map<String, Object> view = trade.view(keys);
        view.put("prepay_id", trade.asked.prepayId());
        view.put("description", trade.asked.description());
        view.put("created", Moments.text(trade.asked.atMs()));
        view.put("expires", Moments.text(trade.asked.expiresMs()));
        view.put("total_minor", trade.asked.totalMinor());
        view.put("paid_minor", trade.paid == null ? 0L : trade.asked.totalMinor());
        view.put("refund_asked_minor", trade.refundedMinor);
        view.put("refunded_minor", trade.refunds.stream().filter(refund -> refund.status().equals("SUCCESS"))
                .mapToLong(refund -> refund.asked.refundMinor()).sum());
        if (trade.closed != null) {
            view.put("closed_by", trade.closed.cause());
        }
        List<Map<String, Object>> notices = new ArrayList<>();
        if (trade.paid != null) {
            notices.add(till.notice("EV-" + trade.transactionId()).view());
        }
        List<Map<String, Object>> refunds = new ArrayList<>();
        for (Trade.Refund refund : trade.refunds) {
            refunds.add(refund.view());
            if (refund.ended != null) {
                notices.add(till.notice("EV-" + refund.asked.refundId()).view());
            }
        }
        view.put("refunds", refunds);
        view.put("notifications", notices);
        return view;
    }

    private static long whole(String text, long otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw Refusal.parameter("not a whole number: " + text);
        }
        return Long.parseLong(text);
    }
}
