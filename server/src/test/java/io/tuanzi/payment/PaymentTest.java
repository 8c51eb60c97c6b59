package io.tuanzi.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tuanzi.payment.PaymentState.Status;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.testing.ShopTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Money comes once and fits, whatever the provider does (P1 to P5). */
@ShopTest
class PaymentTest extends GiftStory {

    int tell(ProvidersPen.Letter letter) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/hooks/wechatpay")).header("Content-Type", "application/json");
        letter.headers().forEach(request::header);
        return sandbox.send(request.POST(HttpRequest.BodyPublishers.ofString(letter.body())).build()).statusCode();
    }

    @Test
    void openingAgainIsTheSamePaymentAndAPaidOneIsNotOpened() {
        PayTicket first = open();
        assertThat(open().cashierUrl()).isEqualTo(first.cashierUrl());
        assertThat(first.cashierUrl()).startsWith("http://127.0.0.1:" + port + "/cashier/").contains("return_url=");
        assertThat(payments.state(payable, true).status()).isEqualTo(Status.WAITING);
        sandbox.pay(first);
        paid();
        assertThatThrownBy(this::open).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.code()).isEqualTo("ALREADY_PAID"));
        assertThat(ledger.balance("gift/" + gift)).isEqualTo(2990);
    }

    @Test
    void thePayersPagePassesThroughUsAndNothingElseDoes() {
        PayTicket ticket = open();
        HttpResponse<String> page = sandbox.send(HttpRequest.newBuilder(URI.create(ticket.cashierUrl()))
                .header("Accept", "text/html").header("Accept-Language", "zh-CN").build());
        assertThat(page.body()).contains("沙箱收银台", "29.90");
        HttpResponse<String> pay = sandbox.send(HttpRequest.newBuilder(
                        URI.create(ticket.cashierUrl().replaceAll("\\?.*", "") + "/pay"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("return_url=http%3A%2F%2F127.0.0.1%2Fback")).build());
        assertThat(pay.statusCode()).isEqualTo(303);
        assertThat(pay.headers().firstValue("Location").orElse("")).isEqualTo("http://127.0.0.1/back");
        paid();
        String home = "http://127.0.0.1:" + port;
        assertThat(sandbox.send(HttpRequest.newBuilder(URI.create(home + "/cashier/..%2Fsandbox%2Fbook")).build())
                .statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void insideTheMiniProgramTheWindowGetsWhatWeSignedAndTheSameAskingIsTheSamePayment() throws Exception {
        PayTicket ticket = open("MINI");
        assertThat(ticket.prepay()).containsOnlyKeys("appId", "timeStamp", "nonceStr", "package", "signType", "paySign")
                .containsEntry("signType", "RSA");
        String packed = String.valueOf(ticket.prepay().get("package"));
        assertThat(packed).startsWith("prepay_id=wx");
        assertThat(open("MINI").prepay()).containsEntry("package", packed);
        String signed = String.join("\n", String.valueOf(ticket.prepay().get("appId")),
                String.valueOf(ticket.prepay().get("timeStamp")), String.valueOf(ticket.prepay().get("nonceStr")),
                packed) + "\n";
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(sandbox.merchant());
        check.update(signed.getBytes(StandardCharsets.UTF_8));
        assertThat(check.verify(Base64.getDecoder().decode(String.valueOf(ticket.prepay().get("paySign"))))).isTrue();
        sandbox.pay(ticket);
        paid();
    }

    @Test
    void aPaymentToldTwentyTimesAtOnceIsOnePayment() {
        PayTicket ticket = open();
        String number = sandbox.number(ticket);
        sandbox.fault("parallelNotifications", number, "value", 8);
        sandbox.fault("duplicateNotifications", number, "value", 12);
        sandbox.pay(ticket);
        for (int i = 0; i < 5; i++) {
            payments.state(payable, true);
        }
        paid();
        await().until(() -> sandbox.book(number).path("notifications").path(0).path("taken").asBoolean());
        assertThat(payments.captures(payable)).hasSize(1);
        assertThat(factsOf("payment.captured")).isEqualTo(1);
        assertThat(ledger.balance("gift/" + gift)).isEqualTo(2990);
    }

    @Test
    void moneyThatNobodyToldUsOfIsFoundByAsking() {
        PayTicket ticket = open();
        String number = sandbox.number(ticket);
        sandbox.fault("dropNotifications", number);
        sandbox.pay(ticket);
        assertThat(payments.state(payable, false).status()).isEqualTo(Status.WAITING);
        assertThat(payments.state(payable, true)).isEqualTo(new PaymentState(Status.PAID, 2990));
    }

    @Test
    void aLieIsSetAsideAndTheTruthIsAskedFor() {
        for (String lie : List.of("lieAmount", "wrongMerchant", "wrongCurrency")) {
            aGift();
            PayTicket ticket = open();
            String number = sandbox.number(ticket);
            sandbox.fault(lie, number);
            sandbox.pay(ticket);
            await().until(() -> factsOf("payment.quarantined") == 1);
            assertThat(payments.quarantined(null, 1).items().getFirst().why()).startsWith("another ");
            paid();
            assertThat(payments.captures(payable)).hasSize(1);
        }
    }

    @Test
    void aNotificationWithAWrongSignatureIsNotRead() {
        PayTicket ticket = open();
        String number = sandbox.number(ticket);
        sandbox.fault("wrongSignature", number);
        sandbox.pay(ticket);
        await().until(() -> sandbox.book(number).path("notifications").path(0).path("last_result").asString("")
                .equals("401"));
        assertThat(payments.captures(payable)).isEmpty();
        sandbox.control(Map.of("clear", true));
        String id = sandbox.book(number).path("notifications").path(0).path("id").asString();
        sandbox.post("/sandbox/notifications/" + id + "/replay", Map.of());
        paid();
    }

    @Test
    void fortyMutatedNotificationsChangeNothing() { // P4
        String number = sandbox.number(open());
        ProvidersPen pen = new ProvidersPen(sandbox.keys());
        Map<String, Object> truth = new HashMap<>(Map.of("mchid", pen.agreed("mchid"), "appid", pen.agreed("appid"),
                "out_trade_no", number, "transaction_id", "420000" + gift, "trade_state", "SUCCESS",
                "success_time", "2026-11-22T12:00:00+08:00", "amount", Map.of("total", 2990, "currency", "CNY")));
        List<Map.Entry<String, Object>> lies = new ArrayList<>();
        for (Object sum : List.of(2989, 2991, 0, -2990, 29.9, "2990", Long.MAX_VALUE, true)) {
            lies.add(Map.entry("amount", Map.of("total", sum, "currency", "CNY")));
        }
        for (Object currency : List.of("USD", "cny", "", 156, "CNY ")) {
            lies.add(Map.entry("amount", Map.of("total", 2990, "currency", currency)));
        }
        for (String name : List.of("mchid", "appid", "out_trade_no", "transaction_id", "success_time")) {
            for (Object wrong : List.of("", "x".repeat(300), 5, List.of(), Map.of())) {
                lies.add(Map.entry(name, wrong));
            }
        }
        lies.add(Map.entry("out_trade_no", number + "0"));
        lies.add(Map.entry("mchid", "1600000000"));
        assertThat(lies).hasSizeGreaterThanOrEqualTo(40);
        for (Map.Entry<String, Object> lie : lies) {
            Map<String, Object> told = new HashMap<>(truth);
            told.put(lie.getKey(), lie.getValue());
            assertThat(tell(pen.letter("TRANSACTION.SUCCESS", told))).as(lie.toString()).isEqualTo(400);
        }
        ProvidersPen.Letter right = pen.letter("TRANSACTION.SUCCESS", truth);
        for (int bit = 0; bit < right.body().length(); bit += 23) {
            char[] flipped = right.body().toCharArray();
            flipped[bit] ^= 1;
            assertThat(tell(new ProvidersPen.Letter(new String(flipped), right.headers()))).isEqualTo(401);
        }
        assertThat(tell(pen.signed(right.body(), Instant.now().getEpochSecond() - 400))).isEqualTo(401);
        assertThat(tell(new ProvidersPen.Letter(right.body(), Map.of()))).isEqualTo(401);
        assertThat(tell(pen.signed("no json", Instant.now().getEpochSecond()))).isEqualTo(400);
        assertThat(tell(pen.letter("SOMETHING.ELSE", truth))).isEqualTo(400);
        assertThat(payments.captures(payable)).isEmpty();
        assertThat(payments.state(payable, true).status()).isEqualTo(Status.WAITING);
    }

    private record Race(String payable, long giftId, boolean paid, boolean givenUp) {
    }

    private Race race(ExecutorService threads) {
        aGift();
        PayTicket ticket = open();
        long giftId = gift;
        String name = payable;
        var pay = CompletableFuture.supplyAsync(() -> sandbox.pay(ticket), threads);
        var over = CompletableFuture.supplyAsync(() -> tx.call("gift.over", () -> {
            boolean given = gifts.giveUp(giftId);
            if (given) {
                payments.closeFor(name);
            }
            return given;
        }), threads);
        return new Race(name, giftId, pay.join() == 200, over.join());
    }

    @Test
    void payingAndGivingUpRaceAndMoneyIsKeptOrGoesBack() { // P2
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Race> races = IntStream.range(0, 40).mapToObj(i -> race(threads)).toList();
            for (Race race : races) {
                assertThat(race.paid || race.givenUp).isTrue();
                payable = race.payable;
                if (race.paid && !race.givenUp) {
                    paid();
                    assertThat(payments.refunds(payable)).isEmpty();
                } else if (race.paid) {
                    refunded("DONE", 1);
                    assertThat(payments.captures(payable)).singleElement().matches(CaptureView::returned);
                    assertThat(ledger.balance("gift/" + race.giftId)).isZero();
                    assertThat(ledger.balance("refund/" + race.giftId)).isZero();
                }
            }
        }
    }

    @Test
    void whatIsGivenUpIsClosedAtTheProviderAndTold() {
        PayTicket ticket = open();
        String number = sandbox.number(ticket);
        sandbox.fault("refuse", number, "on", "close", "next", 1);
        tx.run("gift.over", () -> {
            gifts.giveUp(gift);
            payments.closeFor(payable);
        });
        await().atMost(Duration.ofSeconds(15)).until(() -> payments.state(payable, false).status() == Status.CLOSED);
        assertThat(sandbox.book(number).path("trade_state").asString()).isEqualTo("CLOSED");
        assertThat(factsOf("payment.closed")).isEqualTo(1);
        assertThat(sandbox.pay(ticket)).isEqualTo(400);
    }

    @Test
    void aPaymentWhoseTimeIsOverClosesByItself() {
        PayTicket ticket = payments.open(new OpenPayment(payable, gift, 500, "x", Instant.now().plusSeconds(2), "H5",
                "", ""));
        assertThat(ticket.amountMinor()).isEqualTo(500);
        await().atMost(Duration.ofSeconds(20)).until(() -> payments.state(payable, false).status() == Status.CLOSED);
    }

    @Test
    void aProviderThatIsAwayIsSaidToBeAway() {
        String number = sandbox.number(open());
        sandbox.fault("refuse", number, "on", "prepay", "next", 1);
        assertThatThrownBy(this::open).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.code()).isEqualTo("PAYMENT_UNAVAILABLE"));
        sandbox.fault("wrongAnswerSignature", number, "next", 1);
        assertThat(payments.state(payable, true).status()).isEqualTo(Status.UNKNOWN);
        assertThat(sandbox.number(open())).isEqualTo(number);
    }
}
