package io.tuanzi.sandboxpay;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The payer's side: a page under {@code /cashier/{prepay_id}} and its three decisions, also as JSON. */
final class Cashier {
    private static final Pattern ADDRESS = Pattern.compile("/cashier/([0-9a-z]{10,64})(?:/(pay|fail))?");

    private final Book book;
    private final Faults faults;
    private final Courier courier;

    Cashier(Book book, Faults faults, Courier courier) {
        this.book = book;
        this.faults = faults;
        this.courier = courier;
    }

    void serve(Call call) throws IOException {
        boolean json = call.header("Accept").contains("application/json");
        boolean chinese = chinese(call);
        try {
            Matcher address = ADDRESS.matcher(call.path());
            if (!address.matches()) {
                throw Refusal.missing("no such address");
            }
            String prepayId = address.group(1);
            String action = address.group(2);
            if (action == null && call.is("GET")) {
                page(call, prepayId, chinese, json);
            } else if (action != null && call.is("POST")) {
                Map<String, Object> view = action.equals("pay")
                        ? pay(call, prepayId) : book.ask(till -> Rules.decline(till, till.byPrepay(prepayId)));
                decided(call, prepayId, action, view, json);
            } else {
                throw new Refusal(405, "METHOD_NOT_ALLOWED", "GET the page, POST a decision");
            }
        } catch (Cut cut) {
            call.cut(cut.afterMs);
        } catch (Refusal no) {
            if (json) {
                call.answer(no.status(), "application/json; charset=utf-8", no.json().getBytes(StandardCharsets.UTF_8));
            } else {
                html(call, no.status(), Page.refused(String.valueOf(no.getMessage()), back(call), chinese));
            }
        }
    }

    /** The payment was made and nobody will hear of it on this connection. */
    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long afterMs;

        Cut(long afterMs) {
            super("cut", null, false, false);
            this.afterMs = afterMs;
        }
    }

    private Map<String, Object> pay(Call call, String prepayId) {
        boolean form = call.header("Content-Type").startsWith("application/x-www-form-urlencoded");
        String openid = form ? "" : call.json().text("openid", "");
        return pay(faults, book, courier, openid, till -> till.byPrepay(prepayId));
    }

    /** Pays, with the faults that strike the payer: slow, refused, charged but not told. */
    static Map<String, Object> pay(
            Faults faults, Book book, Courier courier, String openid, java.util.function.Function<Till, Trade> which) {
        String no = book.ask(till -> which.apply(till).asked.outTradeNo());
        Call.linger(faults.strikes(Fault.SLOW, "pay", no).orElse(0));
        OptionalLong refused = faults.strikes(Fault.REFUSE, "pay", no);
        if (refused.isPresent()) {
            throw new Refusal(Math.clamp(refused.getAsLong(), 500, 599), "SYSTEM_ERROR", "系统错误 told to refuse");
        }
        String payer = openid.isEmpty() ? "oSandboxPayer" : openid;
        Map<String, Object> view = book.ask(till -> Rules.pay(till, which.apply(till), payer));
        courier.ring();
        OptionalLong cut = faults.strikes(Fault.TIMEOUT_AFTER_CHARGING, "pay", no);
        if (cut.isPresent()) {
            throw new Cut(cut.getAsLong());
        }
        return view;
    }

    /** Cuts the connection if the payment ended so; anything else is thrown on. */
    static void cutOrThrow(Call call, RuntimeException ended) {
        if (ended instanceof Cut cut) {
            call.cut(cut.afterMs);
        } else {
            throw ended;
        }
    }

    private void page(Call call, String prepayId, boolean chinese, boolean json) throws IOException {
        if (json) {
            call.json(200, book.ask(till -> till.byPrepay(prepayId).view(till.keys)));
            return;
        }
        boolean failed = call.parameter("result").equals("fail");
        String back = back(call);
        html(call, 200, book.ask(till -> Page.of(till, till.byPrepay(prepayId), back, failed, chinese)));
    }

    private void decided(Call call, String prepayId, String action, Map<String, Object> view, boolean json)
            throws IOException {
        if (json) {
            call.json(200, view);
            return;
        }
        String back = back(call);
        String lang = call.parameter("lang");
        String again = "/cashier/" + prepayId + "?lang=" + URLEncoder.encode(lang, StandardCharsets.UTF_8)
                + "&return_url=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        boolean home = action.equals("pay") && !back.isEmpty();
        call.set("Location", home ? back : action.equals("fail") ? again + "&result=fail" : again);
        call.answer(303, "text/plain", new byte[0]);
    }

    private static void html(Call call, int status, String page) throws IOException {
        call.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'")
                .set("Referrer-Policy", "no-referrer");
        call.answer(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** The shop's address to return to; only http and https lead anywhere. */
    private static String back(Call call) {
        String wanted = call.parameter("return_url");
        wanted = wanted.isEmpty() ? call.parameter("redirect_url") : wanted;
        try {
            String scheme = String.valueOf(URI.create(wanted).getScheme()).toLowerCase(Locale.ROOT);
            return scheme.equals("http") || scheme.equals("https") ? URI.create(wanted).toASCIIString() : "";
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }

    private static boolean chinese(Call call) {
        String lang = call.parameter("lang");
        String wanted = lang.isEmpty() ? call.header("Accept-Language") : lang;
        return !wanted.toLowerCase(Locale.ROOT).startsWith("en");
    }
}
