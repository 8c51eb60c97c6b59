package io.tuanzi.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The payer and the tester at the sandbox: pays, sets faults, reads the witness's book. Spoken to over HTTP only. */
public final class SandboxControl {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;

    /** The sandbox of the shop whose data are in this folder. */
    public SandboxControl(Path data) {
        this.data = data;
    }

    /** Where it answers now. */
    public String address() {
        try {
            return Files.readString(data.resolve("sandbox/address")).strip();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    /** The folder of its keys. */
    public Path keys() {
        return data.resolve("sandbox/keys");
    }

    /** The public half of the merchant's key, by which a payment window knows that we asked. */
    public PublicKey merchant() throws IOException, GeneralSecurityException {
        String pem = Files.readString(keys().resolve("apiclient_key.pem")).replaceAll("-----[^-]+-----|\\s", "");
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        var secret = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        return rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
    }

    /** Pays as the payer with that cashier page would; the status the payer's phone sees. */
    public int pay(PayTicket ticket) {
        return post(URI.create(ticket.cashierUrl()).getPath() + "/pay", Map.of()).statusCode();
    }

    /** The number of the payment behind a cashier page. */
    public String number(PayTicket ticket) {
        return tree(get(URI.create(ticket.cashierUrl()).getPath()).body()).path("out_trade_no").asString();
    }

    /** Sets a fault for one payment; more are pairs of name and value. */
    public void fault(String fault, String outTradeNo, Object... more) {
        Map<String, Object> wish = new HashMap<>(Map.of("fault", fault, "out_trade_no", outTradeNo));
        for (int i = 0; i < more.length; i += 2) {
            wish.put(String.valueOf(more[i]), more[i + 1]);
        }
        control(wish);
    }

    public JsonNode control(Map<String, Object> wish) {
        HttpResponse<String> answer = post("/sandbox/control", wish);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return tree(answer.body());
    }

    /** What the provider believes about one payment. */
    public JsonNode book(String outTradeNo) {
        return tree(get("/sandbox/book/" + outTradeNo).body());
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address() + path)).header("Accept", "application/json").build());
    }

    public HttpResponse<String> post(String path, Map<String, Object> body) {
        return send(HttpRequest.newBuilder(URI.create(address() + path)).header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build());
    }

    /** Sends anything; a cut connection is an UncheckedIOException. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurry);
        }
    }

    static JsonNode tree(String text) {
        return JSON.readTree(text);
    }
}
