package io.tuanzi.sandboxpay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The merchant's door: {@code /v3/…}, every request signed by the merchant, every answer signed by the provider. */
final class Door {
    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048 ";
    private static final Pattern PART = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
    private static final Pattern BY_NUMBER = Pattern.compile("/v3/pay/transactions/out-trade-no/([^/]+)");
    private static final Pattern BY_ID = Pattern.compile("/v3/pay/transactions/id/([^/]+)");
    private static final Pattern CLOSE = Pattern.compile("/v3/pay/transactions/out-trade-no/([^/]+)/close");
    private static final Pattern REFUND = Pattern.compile("/v3/refund/domestic/refunds/([^/]+)");
    private static final long OLDEST_SECONDS = 300;

    /** What to answer: 200 with JSON, 204 with nothing, or a file. */
    private record Reply(int status, String type, byte[] content, boolean signed) {
        static Reply json(Map<String, Object> view) {
            return new Reply(200, "application/json; charset=utf-8",
                    Json.write(view).getBytes(StandardCharsets.UTF_8), true);
        }
    }

    /** What is asked for: the kind of call (as faults name it), the trade if known, the thing named in the path. */
    private record Wish(String call, String outTradeNo, String name) {}

    private final Book book;
    private final Keys keys;
    private final Faults faults;
    private final Clock wall;
    private final Courier courier;
    private final String home;
    private final long refundAfterMs;
    private final Map<String, byte[]> bills = new LinkedHashMap<>();

    Door(Book book, Keys keys, Faults faults, Clock wall, Courier courier, String home, long refundAfterMs) {
        this.book = book;
        this.keys = keys;
        this.faults = faults;
        this.wall = wall;
        this.courier = courier;
        this.home = home;
        this.refundAfterMs = refundAfterMs;
    }

    void serve(Call call) throws IOException {
        Wish wish = new Wish("", "", "");
        Reply reply;
        try {
            authenticate(call);
            wish = wish(call);
            Call.linger(faults.strikes(Fault.SLOW, wish.call, wish.outTradeNo).orElse(0));
            OptionalLong refused = faults.strikes(Fault.REFUSE, wish.call, wish.outTradeNo);
            if (refused.isPresent()) {
                if (refused.getAsLong() == 429) {
                    throw new Refusal(429, "FREQUENCY_LIMITED", "频率超限 the sandbox was told to be busy");
                }
                int status = Math.clamp(refused.getAsLong(), 500, 599);
                throw new Refusal(status, "SYSTEM_ERROR", "系统错误 the sandbox was told to refuse");
            }
            reply = fulfil(call, wish);
            OptionalLong cut = faults.strikes(Fault.TIMEOUT_AFTER_CHARGING, wish.call, wish.outTradeNo);
            if (cut.isPresent()) {
                call.cut(cut.getAsLong());
                return;
            }
        } catch (Refusal no) {
            reply = new Reply(no.status(), "application/json; charset=utf-8",
                    no.json().getBytes(StandardCharsets.UTF_8), true);
        }
        if (reply.signed) {
            boolean forged = faults.strikes(Fault.WRONG_ANSWER_SIGNATURE, wish.call, wish.outTradeNo).isPresent();
            sign(call, reply.content, forged);
        }
        call.answer(reply.status, reply.type, reply.content);
    }

    private void authenticate(Call call) {
        String header = call.header("Authorization");
        if (!header.startsWith(SCHEME)) {
            throw Refusal.signature("Authorization 缺失 no Authorization of the kind " + SCHEME.trim());
        }
        Map<String, String> parts = new HashMap<>();
        Matcher part = PART.matcher(header);
        while (part.find()) {
            parts.put(part.group(1), part.group(2));
        }
        String stamp = parts.getOrDefault("timestamp", "");
        if (!keys.mchid().equals(parts.get("mchid")) || !keys.merchantSerial().equals(parts.get("serial_no"))) {
            throw Refusal.signature("商户号或证书序列号不符 unknown merchant or key");
        }
        if (!stamp.matches("[0-9]{1,12}") || Math.abs(wall.millis() / 1000 - Long.parseLong(stamp)) > OLDEST_SECONDS) {
            throw Refusal.signature("时间戳过期 the timestamp is more than five minutes off");
        }
        String head = call.method() + "\n" + call.target() + "\n" + stamp + "\n" + parts.get("nonce_str") + "\n";
        byte[] text = (head + call.body() + "\n").getBytes(StandardCharsets.UTF_8);
        if (!keys.merchantSigned(text, parts.getOrDefault("signature", ""))) {
            throw Refusal.signature("签名错误 the signature is wrong");
        }
    }

    private static Wish wish(Call call) {
        String path = call.path();
        if (call.is("POST")) {
            Matcher close = CLOSE.matcher(path);
            if (close.matches()) {
                return new Wish("close", close.group(1), close.group(1));
            }
            switch (path) {
                case "/v3/pay/transactions/jsapi", "/v3/pay/transactions/h5" -> {
                    String type = path.endsWith("h5") ? "MWEB" : "JSAPI";
                    return new Wish("prepay", call.json().text("out_trade_no", ""), type);
                }
                case "/v3/refund/domestic/refunds" -> {
                    return new Wish("refund", call.json().text("out_trade_no", ""), "");
                }
                default -> throw Refusal.missing("no such address");
            }
        }
        Matcher number = BY_NUMBER.matcher(path);
        Matcher id = BY_ID.matcher(path);
        Matcher refund = REFUND.matcher(path);
        if (call.is("GET") && number.matches()) {
            return new Wish("query", number.group(1), number.group(1));
        } else if (call.is("GET") && id.matches()) {
            return new Wish("queryId", "", id.group(1));
        } else if (call.is("GET") && refund.matches()) {
            return new Wish("queryRefund", "", refund.group(1));
        } else if (call.is("GET") && path.equals("/v3/bill/tradebill")) {
            return new Wish("bill", "", "");
        } else if (call.is("GET") && path.equals("/v3/billdownload/file")) {
            return new Wish("download", "", call.parameter("token"));
        }
        throw Refusal.missing("no such address");
    }

    private Reply fulfil(Call call, Wish wish) {
        return switch (wish.call) {
            case "prepay" -> {
                Fields request = call.json();
                String id = book.ask(till -> Rules.prepay(till, wish.name, request));
                yield Reply.json(wish.name.equals("JSAPI")
                        ? Json.object("prepay_id", id) : Json.object("h5_url", home + "/cashier/" + id));
            }
            case "close" -> {
                requireMerchant(call.json().text("mchid"));
                book.ask(till -> {
                    Rules.close(till, till.current(wish.name));
                    return true;
                });
                yield new Reply(204, "application/json; charset=utf-8", new byte[0], true);
            }
            case "query" -> {
                requireMerchant(call.parameter("mchid"));
                yield Reply.json(book.ask(till -> till.current(wish.name).view(keys)));
            }
            case "queryId" -> {
                requireMerchant(call.parameter("mchid"));
                yield Reply.json(book.ask(till -> till.byTransaction(wish.name).view(keys)));
            }
            case "refund" -> {
                Fields request = call.json();
                Reply reply = Reply.json(book.ask(till -> Rules.refund(till, request, refundAfterMs)));
                courier.ring();
                yield reply;
            }
            case "queryRefund" -> Reply.json(book.ask(till -> till.refund(wish.name).view()));
            case "bill" -> bill(call);
            default -> download(wish.name);
        };
    }

    private void requireMerchant(String mchid) {
        if (!keys.mchid().equals(mchid)) {
            throw Refusal.parameter("mchid is not the one that signed");
        }
    }

    private Reply bill(Call call) {
        LocalDate day;
        try {
            day = LocalDate.parse(call.parameter("bill_date"));
        } catch (DateTimeParseException notADay) {
            throw Refusal.parameter("bill_date is not a day");
        }
        if (!call.parameter("bill_type").isEmpty() && !call.parameter("bill_type").equals("ALL")) {
            throw Refusal.parameter("bill_type: only ALL");
        }
        byte[] content = book.ask(till -> {
            if (!till.openBill && !day.isBefore(Moments.day(till.nowMs()))) {
                throw new Refusal(400, "NO_STATEMENT_EXIST", "账单文件不存在 the day is not over");
            }
            return Bill.of(till, day);
        });
        String token = Keys.letters(32);
        book.ask(till -> {
            bills.put(token, content);
            if (bills.size() > 16) {
                bills.remove(bills.keySet().iterator().next());
            }
            return true;
        });
        return Reply.json(Json.object("hash_type", "SHA1", "hash_value", sha1(content),
                "download_url", home + "/v3/billdownload/file?token=" + token));
    }

    private Reply download(String token) {
        byte[] content = book.ask(till -> bills.getOrDefault(token, new byte[0]));
        if (content.length == 0) {
            throw Refusal.missing("the address is used up, ask for the bill again");
        }
        return new Reply(200, "text/csv; charset=utf-8", content, false);
    }

    private void sign(Call call, byte[] content, boolean forged) {
        String stamp = String.valueOf(wall.millis() / 1000);
        String nonce = Keys.letters(32);
        String text = stamp + "\n" + nonce + "\n" + new String(content, StandardCharsets.UTF_8) + "\n";
        call.set("Wechatpay-Timestamp", stamp).set("Wechatpay-Nonce", nonce)
                .set("Wechatpay-Serial", keys.platformSerial()).set("Request-ID", Keys.hex(8))
                .set("Wechatpay-Signature", keys.sign(forged ? "forged" : text));
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
