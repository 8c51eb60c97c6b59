package io.tuanzi.sandboxpay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Carries notifications: wakes when one is due in sandbox time, delivers, and tells the book what became of it. */
final class Courier implements AutoCloseable {
    private static final int IN_FLIGHT = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Book book;
    private final Keys keys;
    private final Faults faults;
    private final Clock wall;
    private final HttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore bell = new Semaphore(0);
    private final Semaphore hands = new Semaphore(IN_FLIGHT);
    private volatile boolean closing;

    Courier(Book book, Keys keys, Faults faults, Clock wall) {
        this.book = book;
        this.keys = keys;
        this.faults = faults;
        this.wall = wall;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3)).executor(threads).build();
    }

    void start() {
        Thread.ofPlatform().name("courier").daemon().start(this::walk);
    }

    /** Something may have become due earlier than thought. */
    void ring() {
        bell.release();
    }

    private record Round(List<Notice.Errand> errands, long waitMs) {}

    private void walk() {
        try {
            while (!closing) {
                int free = Math.max(1, hands.availablePermits());
                Round round = book.ask(till -> {
                    List<Notice.Errand> due = till.dueErrands(free);
                    return new Round(due, Math.clamp(till.nextDueMs() - till.nowMs(), 0, 60_000));
                });
                for (Notice.Errand errand : round.errands) {
                    hands.acquire();
                    threads.execute(() -> carry(errand));
                }
                if (round.errands.isEmpty()) {
                    if (bell.tryAcquire(Math.max(1, round.waitMs), TimeUnit.MILLISECONDS)) {
                        bell.drainPermits();
                    }
                }
            }
        } catch (Refusal | RejectedExecutionException | InterruptedException closed) {
            closing = true;
        }
    }

    private void carry(Notice.Errand errand) {
        try {
            String result = deliver(errand);
            boolean taken = result.startsWith("2");
            book.ask(till -> {
                long now = till.nowMs();
                long next = taken ? 0 : Notice.next(errand.attempt(), now);
                till.write(new Entry.Attempted(now, errand.noticeId(), errand.attempt(), result, taken, next));
                return true;
            });
        } catch (Refusal | RejectedExecutionException | CompletionException closed) {
            closing = true;
        } finally {
            hands.release();
            ring();
        }
    }

    /** Delivers as the faults want it; the result is the HTTP status of the first copy, or why there is none. */
    String deliver(Notice.Errand errand) {
        String call = errand.refund() ? "refund" : "pay";
        String no = errand.outTradeNo();
        if (faults.strikes(Fault.DROP_NOTIFICATIONS, call, no).isPresent()) {
            return "dropped";
        }
        HttpRequest request;
        try {
            request = request(errand, call);
        } catch (IllegalArgumentException badAddress) {
            return "unsendable";
        }
        long copies = Math.clamp(faults.strikes(Fault.PARALLEL_NOTIFICATIONS, call, no).orElse(1), 1, 64);
        List<CompletableFuture<String>> sent = java.util.stream.LongStream.range(0, copies)
                .mapToObj(copy -> CompletableFuture.supplyAsync(() -> send(request), threads)).toList();
        String result = sent.get(0).join();
        sent.forEach(CompletableFuture::join);
        long more = Math.clamp(faults.strikes(Fault.DUPLICATE_NOTIFICATIONS, call, no).orElse(0), 0, 64);
        for (long i = 0; i < more; i++) {
            send(request);
        }
        return result;
    }

    private HttpRequest request(Notice.Errand errand, String call) {
        String no = errand.outTradeNo();
        String associated = errand.refund() ? "refund" : "transaction";
        String sealNonce = Keys.letters(12);
        String cipher = keys.seal(Json.write(told(errand, call)), sealNonce, associated);
        if (faults.strikes(Fault.FLIP_BIT, call, no).isPresent()) {
            cipher = (cipher.charAt(0) == 'A' ? 'B' : 'A') + cipher.substring(1);
        }
        String body = Json.write(Json.object(
                "id", errand.noticeId(),
                "create_time", Moments.text(errand.bornMs()),
                "resource_type", "encrypt-resource",
                "event_type", errand.eventType(),
                "summary", errand.refund() ? "退款通知" : "支付成功",
                "resource", Json.object(
                        "original_type", associated, "algorithm", "AEAD_AES_256_GCM", "ciphertext", cipher,
                        "associated_data", associated, "nonce", sealNonce)));
        String stamp = String.valueOf(wall.millis() / 1000);
        String nonce = Keys.letters(32);
        boolean forged = faults.strikes(Fault.WRONG_SIGNATURE, call, no).isPresent();
        String signature = keys.sign(forged ? "forged" : stamp + "\n" + nonce + "\n" + body + "\n");
        return HttpRequest.newBuilder(URI.create(errand.url())).timeout(PATIENCE)
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .header("User-Agent", "SandboxPay").header("Wechatpay-Timestamp", stamp)
                .header("Wechatpay-Nonce", nonce).header("Wechatpay-Serial", keys.platformSerial())
                .header("Wechatpay-Signature", signature)
                .header("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    /** The content, with the lies the faults ask for. */
    private Map<String, Object> told(Notice.Errand errand, String call) {
        String no = errand.outTradeNo();
        Map<String, Object> view = new LinkedHashMap<>(errand.resource());
        if (view.get("amount") instanceof Map<?, ?> amount) {
            Map<String, Object> sums = new LinkedHashMap<>();
            long off = faults.strikes(Fault.LIE_AMOUNT, call, no).orElse(0);
            String lied = errand.refund() ? "refund" : "total";
            amount.forEach((name, sum) -> sums.put(
                    String.valueOf(name),
                    sum instanceof Long fen && String.valueOf(name).endsWith(lied) ? fen + off : sum));
            if (faults.strikes(Fault.WRONG_CURRENCY, call, no).isPresent()) {
                sums.put("currency", "USD");
                sums.put("payer_currency", "USD");
            }
            view.put("amount", sums);
        }
        if (faults.strikes(Fault.WRONG_MERCHANT, call, no).isPresent()) {
            view.put("mchid", "1600000000");
        }
        if (faults.strikes(Fault.WRONG_ORDER, call, no).isPresent()) {
            view.put("out_trade_no", "WRONG" + no.substring(Math.min(5, no.length())));
        }
        return view;
    }

    private String send(HttpRequest request) {
        try {
            return String.valueOf(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException unreachable) {
            return unreachable.getClass().getSimpleName();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        closing = true;
        ring();
        http.shutdownNow();
        threads.shutdownNow();
    }
}
