package io.tuanzi.sandboxpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant of the tests, built from the protocol alone: signs, checks every answer, opens notifications. */
final class Merchant {
    static final JsonMapper JSON = JsonMapper.shared();

    /** An answer: status, JSON body (missing if there was none), the text as it came. */
    record Answer(int status, JsonNode body, String text) {
        String code() {
            return body.path("code").asString("");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final Properties known = new Properties();
    private final PrivateKey key;
    private final PublicKey platform;
    private final String address;

    Merchant(String address, Path keys) {
        this.address = address;
        try {
            known.load(new StringReader(Files.readString(keys.resolve("merchant.properties"))));
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            key = rsa.generatePrivate(new PKCS8EncodedKeySpec(der(keys.resolve("apiclient_key.pem"))));
            platform = rsa.generatePublic(new X509EncodedKeySpec(der(keys.resolve("pub_key.pem"))));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static byte[] der(Path pem) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
    }

    String known(String name) {
        return known.getProperty(name);
    }

    /** Asks for a payment of so many fen on the phone's browser. */
    Answer prepay(String no, long totalMinor, String notifyUrl) {
        return call("POST", "/v3/pay/transactions/h5", Map.of(
                "mchid", known("mchid"), "appid", known("appid"), "out_trade_no", no, "description", "青团 6 只",
                "notify_url", notifyUrl, "amount", Map.of("total", totalMinor, "currency", "CNY"),
                "scene_info", Map.of("payer_client_ip", "127.0.0.1")));
    }

    Answer query(String no) {
        return call("GET", "/v3/pay/transactions/out-trade-no/" + no + "?mchid=" + known("mchid"), "");
    }

    Answer close(String no) {
        return call("POST", "/v3/pay/transactions/out-trade-no/" + no + "/close", Map.of("mchid", known("mchid")));
    }

    Answer refund(String no, String refundNo, long refundMinor, long totalMinor) {
        return call("POST", "/v3/refund/domestic/refunds", Map.of("out_trade_no", no, "out_refund_no", refundNo,
                "amount", Map.of("refund", refundMinor, "total", totalMinor, "currency", "CNY")));
    }

    Answer call(String method, String target, Object body) {
        return call(method, target, body, System.currentTimeMillis() / 1000, header -> header);
    }

    /** A signed call, with the timestamp and a last change to the header of the test's choice. */
    Answer call(String method, String target, Object body, long stamp, UnaryOperator<String> change) {
        String text = body instanceof String string ? string : JSON.writeValueAsString(body);
        String nonce = "n" + System.nanoTime();
        String signed = method + "\n" + target + "\n" + stamp + "\n" + nonce + "\n" + text + "\n";
        String header = "WECHATPAY2-SHA256-RSA2048 mchid=\"" + known("mchid") + "\",nonce_str=\"" + nonce
                + "\",signature=\"" + sign(signed) + "\",timestamp=\"" + stamp + "\",serial_no=\""
                + known("merchant_serial") + "\"";
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(address + target))
                .header("Authorization", change.apply(header)).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(text)).build());
        if (!target.startsWith("/v3/billdownload")) {
            assertThat(signedByPlatform(answer.headers().firstValue("Wechatpay-Timestamp").orElse(""),
                    answer.headers().firstValue("Wechatpay-Nonce").orElse(""), answer.body(),
                    answer.headers().firstValue("Wechatpay-Signature").orElse(""))).as("signature").isTrue();
        }
        return answer(answer);
    }

    /** An unsigned call: cashier and control. */
    Answer plain(String method, String target, Object body) {
        String text = body instanceof String string ? string : JSON.writeValueAsString(body);
        return answer(send(HttpRequest.newBuilder(URI.create(address + target)).header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(text)).build()));
    }

    Answer pay(String no) {
        return plain("POST", "/sandbox/payments/" + no + "/pay", "");
    }

    Answer control(Object wish) {
        return plain("POST", "/sandbox/control", wish);
    }

    JsonNode book(String no) {
        return plain("GET", "/sandbox/book/" + no, "").body();
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurry);
        }
    }

    private static Answer answer(HttpResponse<String> answer) {
        boolean json = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json")
                && !answer.body().isEmpty();
        return new Answer(answer.statusCode(), json ? JSON.readTree(answer.body()) : JSON.missingNode(), answer.body());
    }

    private String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    boolean signedByPlatform(String stamp, String nonce, String body, String base64) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(platform);
            signature.update((stamp + "\n" + nonce + "\n" + body + "\n").getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException notOne) {
            return false;
        }
    }

    /** What a notification's resource says, or nothing if it does not open. */
    JsonNode open(JsonNode notification) {
        JsonNode resource = notification.path("resource");
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE,
                    new SecretKeySpec(known("apiv3_key").getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(128, resource.path("nonce").asString().getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(resource.path("associated_data").asString().getBytes(StandardCharsets.UTF_8));
            byte[] plain = cipher.doFinal(Base64.getDecoder().decode(resource.path("ciphertext").asString()));
            return JSON.readTree(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException sealed) {
            return JSON.missingNode();
        }
    }
}
