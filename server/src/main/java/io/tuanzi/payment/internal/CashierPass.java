package io.tuanzi.payment.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Passes the payer's page and decisions on to the sandbox; with a real provider there is nothing to pass. */
@Component
public class CashierPass {

    /** The sandbox's answer, with the headers a browser needs. */
    public record Passed(int status, Map<String, String> headers, byte[] body) {
    }

    private static final Pattern ADDRESS = Pattern.compile("/cashier/[0-9a-z]{10,64}(/(pay|fail))?");
    private static final List<String> THERE = List.of("Accept", "Accept-Language", "Content-Type");
    private static final List<String> BACK =
            List.of("Content-Type", "Location", "Content-Security-Policy", "Referrer-Policy", "Cache-Control");

    private final Provider provider;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3)).followRedirects(HttpClient.Redirect.NEVER).build();

    CashierPass(Provider provider) {
        this.provider = provider;
    }

    /** Passes one request on; 404 for any other address or provider, 503 when the sandbox does not answer. */
    public Passed on(String method, String path, @Nullable String query, UnaryOperator<String> header, byte[] body) {
        Tx.requireNone("the cashier");
        if (!provider.name().equals("sandbox") || !ADDRESS.matcher(path).matches()) {
            throw Problem.notFound("cashier");
        }
        try {
            URI there = URI.create(provider.address() + path + (query == null ? "" : "?" + query));
            HttpRequest.Builder request = HttpRequest.newBuilder(there).timeout(Duration.ofSeconds(15))
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
            THERE.stream().filter(name -> !header.apply(name).isEmpty())
                    .forEach(name -> request.header(name, header.apply(name)));
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new LinkedHashMap<>();
            BACK.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
            return new Passed(answer.statusCode(), headers, answer.body());
        } catch (IllegalArgumentException badQuery) {
            throw Problem.notFound("cashier");
        } catch (IOException silent) {
            throw Problem.of(503, "PAYMENT_UNAVAILABLE").with("retryAfterSeconds", 2);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Problem.of(503, "PAYMENT_UNAVAILABLE").with("retryAfterSeconds", 2);
        }
    }
}
