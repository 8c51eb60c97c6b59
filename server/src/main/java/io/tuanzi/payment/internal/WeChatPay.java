package io.tuanzi.payment.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.crash.CrashPoint;
import io.tuanzi.platform.time.Secrets;
import io.tuanzi.platform.time.WallClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WeChat Pay API v3 over HTTP. Every call ends in one of three ways: an answer whose signature is right; {@link
 * ProviderRefused}, also signed; {@link ProviderSilent} for everything else. None may run inside a transaction.
 */
@Component
class WeChatPay {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long MOST_SKEW_SECONDS = 300;

    private final Provider provider;
    private final WallClock clock;
    private final Secrets secrets;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3)).build();

    WeChatPay(Provider provider, WallClock clock, Secrets secrets) {
        this.provider = provider;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** Asks for a payment page; the same body gives the same page. */
    String prepay(String request) {
        return call("prepay", "POST", "/v3/pay/transactions/h5", request).path("h5_url").asString("");
    }

    /** Asks for a payment within the mini-program; the same body gives the same {@code prepay_id}. */
    String prepayInside(String request) {
        return call("prepay", "POST", "/v3/pay/transactions/jsapi", request).path("prepay_id").asString("");
    }

    /** What the mini-program hands to its payment window, signed by us for this moment. */
    Map<String, String> window(String prepayId) {
        WeChatKeys keys = provider.keys();
        String at = String.valueOf(clock.now().getEpochSecond());
        String nonce = secrets.token(16);
        String packed = "prepay_id=" + prepayId;
        return Map.of("appId", keys.appid(), "timeStamp", at, "nonceStr", nonce, "package", packed, "signType", "RSA",
                "paySign", keys.paySign(at, nonce, packed));
    }

    Told.Payment query(String outTradeNo) {
        String target = "/v3/pay/transactions/out-trade-no/" + outTradeNo + "?mchid=" + provider.keys().mchid();
        return Told.payment(call("query", "GET", target, ""), true);
    }

    void close(String outTradeNo) {
        call("close", "POST", "/v3/pay/transactions/out-trade-no/" + outTradeNo + "/close",
                json.writeValueAsString(Map.of("mchid", provider.keys().mchid())));
    }

    /** Asks for a refund; the same body is the same refund. */
    Told.Refunded refund(String request) {
        return Told.refund(call("refund", "POST", "/v3/refund/domestic/refunds", request), provider.keys().mchid());
    }

    Told.Refunded queryRefund(String outRefundNo) {
        return Told.refund(call("refund-query", "GET", "/v3/refund/domestic/refunds/" + outRefundNo, ""),
                provider.keys().mchid());
    }

    /** A day's bill as text, with its SHA-1 as the provider stated it; a text with another hash is not believed. */
    Bill bill(LocalDate day) {
        JsonNode where = call("bill", "GET", "/v3/bill/tradebill?bill_date=" + day + "&bill_type=ALL", "");
        URI url = URI.create(where.path("download_url").asString(""));
        String target = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        HttpResponse<byte[]> answer = send("bill-download", "GET", target, "");
        String hash = where.path("hash_value").asString("");
        if (answer.statusCode() != 200 || !hash.equals(sha1(answer.body()))) {
            throw new ProviderSilent("the bill does not have the hash the provider stated");
        }
        return new Bill(hash, new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** A daily bill. */
    record Bill(String hash, String csv) {
    }

    private JsonNode call(String name, String method, String target, String body) {
        HttpResponse<byte[]> answer = send(name, method, target, body);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        String stamp = header(answer, "Wechatpay-Timestamp");
        if (answer.statusCode() >= 500 || !fresh(stamp) || !provider.keys().fromProvider(
                header(answer, "Wechatpay-Serial"), stamp, header(answer, "Wechatpay-Nonce"), text,
                header(answer, "Wechatpay-Signature"))) {
            throw new ProviderSilent(name + ": " + answer.statusCode() + ", or a signature that is not the provider's");
        }
        try {
            JsonNode node = text.isEmpty() ? json.createObjectNode() : json.readTree(text);
            if (answer.statusCode() >= 300) {
                throw new ProviderRefused(answer.statusCode(), node.path("code").asString("?"),
                        node.path("message").asString(""));
            }
            return node;
        } catch (JacksonException notJson) {
            throw new ProviderSilent(name + ": signed, and not JSON");
        }
    }

    boolean fresh(String epochSeconds) {
        if (!epochSeconds.matches("[0-9]{1,12}")) {
            return false;
        }
        return Math.abs(clock.now().getEpochSecond() - Long.parseLong(epochSeconds)) <= MOST_SKEW_SECONDS;
    }

    private HttpResponse<byte[]> send(String name, String method, String target, String body) {
        Tx.requireNone("the provider call " + name);
        String authorization = provider.keys().authorization(
                method, target, clock.now().getEpochSecond(), secrets.token(16), body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.address() + target)).timeout(PATIENCE)
                .header("Authorization", authorization).header("Accept", "application/json")
                .header("Content-Type", "application/json").header("User-Agent", "Tuanzi")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        CrashPoint.reached("provider." + name + ".before-call");
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            CrashPoint.reached("provider." + name + ".after-call");
            return answer;
        } catch (IOException unreachable) {
            throw new ProviderSilent(name + ": " + unreachable.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProviderSilent(name + ": interrupted");
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
