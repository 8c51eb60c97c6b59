package io.tuanzi.sandboxpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The practice provider keeps the protocol's word, and breaks it exactly as it is told to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxPayTest {
    private final Scene scene;

    SandboxPayTest(@TempDir Path folder) {
        scene = new Scene(folder);
    }

    @AfterEach
    void behaveAgain() {
        scene.behaveAgain();
    }

    @AfterAll
    void shut() {
        scene.close();
    }

    @Test
    void refusesWhoeverIsNotTheMerchant() {
        String no = scene.asked();
        String target = "/v3/pay/transactions/out-trade-no/" + no + "?mchid=" + scene.merchant().known("mchid");
        long now = System.currentTimeMillis() / 1000;
        List<Merchant.Answer> strangers = List.of(
                scene.merchant().call("GET", target, "", now, text -> text.replace("signature=\"", "signature=\"A")),
                scene.merchant().call("GET", target, "", now, text -> text.replace("mchid=\"16", "mchid=\"17")),
                scene.merchant().call("GET", target, "", now, text -> text.replace("serial_no=\"", "serial_no=\"F")),
                scene.merchant().call("GET", target, "", now, header -> "Bearer nothing"),
                scene.merchant().call("GET", target, "", now - 360, header -> header),
                scene.merchant().call("GET", target, "", now + 360, header -> header));
        assertThat(strangers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("SIGN_ERROR");
        });
        assertThat(scene.merchant().call("GET", target, "", now - 200, header -> header).status()).isEqualTo(200);
    }

    @Test
    void theSameRequestIsTheSamePaymentAndAnotherIsRefused() {
        String no = scene.number();
        String first = scene.prepay(no, 2990).body().path("h5_url").asString();
        assertThat(scene.prepay(no, 2990).body().path("h5_url").asString()).isEqualTo(first);
        Merchant.Answer other = scene.prepay(no, 2991);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.code()).isEqualTo("OUT_TRADE_NO_USED");
        assertThat(scene.merchant().query(no).body().path("trade_state").asString()).isEqualTo("NOTPAY");
        assertThat(scene.merchant().query("never-asked").code()).isEqualTo("ORDER_NOT_EXIST");
    }

    @Test
    void badRequestsAreRefusedWithTheFieldAndChangeNothing() {
        String address = "/v3/pay/transactions/h5";
        assertThat(scene.prepay("x", 2990).code()).isEqualTo("PARAM_ERROR");
        assertThat(scene.prepay(scene.number(), 0).code()).isEqualTo("PARAM_ERROR");
        assertThat(scene.prepay(scene.number(), -5).code()).isEqualTo("PARAM_ERROR");
        assertThat(scene.prepay(scene.number(), Long.MAX_VALUE).code()).isEqualTo("PARAM_ERROR");
        assertThat(scene.merchant().prepay(scene.number(), 100, "ftp://shop").code()).isEqualTo("PARAM_ERROR");
        assertThat(scene.merchant().call("POST", address, "{\"amount\":").code()).isEqualTo("PARAM_ERROR");
        assertThat(scene.merchant().call("POST", address, "[".repeat(5000)).code()).isEqualTo("PARAM_ERROR");
        assertThat(scene.merchant().call("POST", address, "{\"amount\":1.5}").code()).isEqualTo("PARAM_ERROR");
        assertThat(scene.merchant().call("DELETE", address, "").status()).isEqualTo(404);
        assertThat(scene.merchant().control(Map.of("fault", "noSuchFault")).status()).isEqualTo(400);
    }

    @Test
    void aPaymentIsToldToTheShopSealedAndSigned() {
        String no = scene.asked();
        JsonNode paid = scene.merchant().pay(no).body();
        scene.heard(1);
        JsonNode resource = scene.told(0);
        assertThat(resource.path("trade_state").asString()).isEqualTo("SUCCESS");
        assertThat(resource.path("out_trade_no").asString()).isEqualTo(no);
        assertThat(resource.path("mchid").asString()).isEqualTo(scene.merchant().known("mchid"));
        assertThat(resource.path("amount").path("total").asLong()).isEqualTo(2990);
        assertThat(resource.path("amount").path("currency").asString()).isEqualTo("CNY");
        assertThat(resource.path("transaction_id")).isEqualTo(paid.path("transaction_id"));
        assertThat(scene.merchant().pay(no).body().path("transaction_id")).isEqualTo(paid.path("transaction_id"));
        JsonNode payer = scene.merchant().query(no).body().path("payer");
        assertThat(payer.path("openid").asString()).isEqualTo("oSandboxPayer");
        scene.heard(1);
    }

    @Test
    void thePageSaysSandboxAndTakesThePayerBack() {
        String no = scene.number();
        String url = scene.prepay(no, 123_456).body().path("h5_url").asString();
        String back = "?return_url=http%3A%2F%2F127.0.0.1%2Forders%2F7%3Fa%3D1%26b%3D%3Cx%3E";
        HttpResponse<String> zh = page("GET", url + back.replace("%3Cx%3E", ""), "zh-CN", "");
        assertThat(zh.body()).contains("沙箱收银台", "不会动用真钱", "1,234<s>.56</s>", "稍后再付", "id=\"fail\"");
        assertThat(page("GET", url + "?lang=en", "zh-CN", "").body()).contains("Sandbox cashier", "no real money");
        assertThat(page("GET", url + "?return_url=javascript:alert(1)", "zh-CN", "").body()).doesNotContain("alert");
        HttpResponse<String> failed = page("POST", url + "/fail", "zh-CN", "return_url=http%3A%2F%2F127.0.0.1%2F7");
        assertThat(failed.headers().firstValue("Location").orElse("")).contains("result=fail");
        assertThat(page("GET", url + "?result=fail", "zh-CN", "").body()).contains("付款失败，钱没有扣");
        HttpResponse<String> paid = page("POST", url + "/pay", "zh-CN", "return_url=http%3A%2F%2F127.0.0.1%2F7");
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("Location").orElse("")).isEqualTo("http://127.0.0.1/7");
        assertThat(page("GET", url, "zh-CN", "").body()).contains("付好了").doesNotContain("id=\"pay\"");
    }

    private HttpResponse<String> page(String method, String url, String language, String form) {
        return scene.merchant().send(HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html")
                .header("Accept-Language", language).header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form)).build());
    }

    @Test
    void closingAndPayingRaceAndExactlyOneWins() {
        int paid = 0;
        int closed = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                String no = scene.asked();
                var pay = CompletableFuture.supplyAsync(() -> scene.merchant().pay(no), threads);
                var close = CompletableFuture.supplyAsync(() -> scene.merchant().close(no), threads);
                boolean won = pay.join().status() == 200;
                assertThat(close.join().status()).isEqualTo(won ? 400 : 204);
                assertThat(close.join().code()).isEqualTo(won ? "ORDER_PAID" : "");
                String state = scene.merchant().query(no).body().path("trade_state").asString();
                assertThat(state).isEqualTo(won ? "SUCCESS" : "CLOSED");
                paid += won ? 1 : 0;
                closed += won ? 0 : 1;
            }
        }
        assertThat(paid + closed).isEqualTo(60);
        assertThat(scene.merchant().close(scene.number()).code()).isEqualTo("ORDER_NOT_EXIST");
    }

    @Test
    void refundsEndLaterAreToldAndNeverPassWhatWasPaid() {
        String no = scene.asked();
        assertThat(scene.merchant().refund(no, no + "-r0", 1, 2990).code()).isEqualTo("INVALID_REQUEST");
        scene.merchant().pay(no);
        Merchant.Answer first = scene.merchant().refund(no, no + "-r1", 1000, 2990);
        assertThat(first.body().path("status").asString()).isEqualTo("PROCESSING");
        assertThat(scene.merchant().refund(no, no + "-r1", 1000, 2990).body().path("refund_id"))
                .isEqualTo(first.body().path("refund_id"));
        assertThat(scene.merchant().refund(no, no + "-r1", 999, 2990).code()).isEqualTo("INVALID_REQUEST");
        assertThat(scene.merchant().refund(no, no + "-r2", 1991, 2990).code()).isEqualTo("INVALID_REQUEST");
        assertThat(scene.merchant().refund(no, no + "-r2", 1, 2991).code()).isEqualTo("PARAM_ERROR");
        assertThat(scene.merchant().refund(no, no + "-r3", 1990, 2990).status()).isEqualTo(200);
        assertThat(scene.merchant().refund(no, no + "-r4", 1, 2990).code()).isEqualTo("INVALID_REQUEST");
        scene.heard(3);
        assertThat(scene.merchant().query(no).body().path("trade_state").asString()).isEqualTo("REFUND");
        JsonNode ended = scene.merchant().call("GET", "/v3/refund/domestic/refunds/" + no + "-r1", "").body();
        assertThat(ended.path("status").asString()).isEqualTo("SUCCESS");
        assertThat(List.of(scene.told(1), scene.told(2))).extracting(node -> node.path("refund_status").asString())
                .containsExactly("SUCCESS", "SUCCESS");
        assertThat(scene.merchant().book(no).path("refunded_minor").asLong()).isEqualTo(2990);
    }

    @Test
    void thirtyTwoRefundsAtOnceNeverPassWhatWasPaid() {
        String no = scene.asked();
        scene.merchant().pay(no);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = java.util.stream.IntStream.range(0, 32).mapToObj(i -> CompletableFuture.supplyAsync(
                    () -> scene.merchant().refund(no, no + "-" + i, 299, 2990), threads)).toList();
            assertThat(answers.stream().filter(answer -> answer.join().status() == 200)).hasSize(10);
        }
    }

    @Test
    void theDailyBillListsPaymentsAndRefundsAndItsHashFits() throws Exception {
        String no = scene.asked();
        scene.merchant().pay(no);
        scene.merchant().refund(no, no + "-r", 90, 2990);
        JsonNode state = scene.merchant().plain("GET", "/sandbox/control", "").body();
        String day = state.path("now").asString().substring(0, 10);
        assertThat(scene.merchant().call("GET", "/v3/bill/tradebill?bill_date=" + day, "").code())
                .isEqualTo("NO_STATEMENT_EXIST");
        scene.merchant().control(Map.of("openBill", true));
        JsonNode bill = scene.merchant().call("GET", "/v3/bill/tradebill?bill_date=" + day, "").body();
        String url = bill.path("download_url").asString();
        String csv = scene.merchant().call("GET", url.substring(url.indexOf("/v3/")), "").text();
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(csv.getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(sha1)).isEqualTo(bill.path("hash_value").asString());
        List<String> rows = csv.lines().filter(line -> line.contains("`" + no + ",")).toList();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).split(",", -1)).hasSize(27).contains("`SUCCESS", "`29.90");
        assertThat(rows.get(1).split(",", -1)).hasSize(27).contains("`REFUND", "`0.90", "`" + no + "-r");
        scene.merchant().control(Map.of("openBill", false));
    }

    @Test
    void notificationsFollowTheScheduleOfTheProviderUntilTaken() {
        String no = scene.asked();
        scene.shop().answer.set(500);
        scene.merchant().pay(no);
        int heard = 1;
        long[] pauses = {15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600};
        for (long pause : pauses) {
            scene.heard(heard);
            await().until(() -> scene.merchant().book(no).path("notifications").path(0).path("last_result").asString("")
                    .equals("500"));
            scene.merchant().control(Map.of("advanceClockSeconds", pause - 5));
            assertThat(scene.shop().heard).hasSize(heard);
            scene.merchant().control(Map.of("advanceClockSeconds", 5));
            heard++;
        }
        scene.heard(15);
        scene.shop().answer.set(204);
        scene.merchant().control(Map.of("advanceClockSeconds", 21_600));
        scene.heard(16);
        await().until(() -> scene.merchant().book(no).path("notifications").path(0).path("taken").asBoolean());
        scene.merchant().control(Map.of("advanceClockSeconds", 1_000_000));
        scene.heard(16);
    }

    @Test
    void aTradeWhoseTimeIsOverClosesItself() {
        String no = scene.asked();
        scene.merchant().control(Map.of("advanceClockSeconds", 2 * 3600 + 1));
        assertThat(scene.merchant().pay(no).code()).isEqualTo("ORDER_CLOSED");
        assertThat(scene.merchant().query(no).body().path("trade_state").asString()).isEqualTo("CLOSED");
        assertThat(scene.merchant().book(no).path("closed_by").asString()).isEqualTo("expired");
    }

    @Test
    void aPayerAtThePasswordKeepsTheTradeFromClosing() {
        String no = scene.asked();
        scene.merchant().plain("POST", "/sandbox/payments/" + no + "/begin", "");
        assertThat(scene.merchant().query(no).body().path("trade_state").asString()).isEqualTo("USERPAYING");
        assertThat(scene.merchant().close(no).code()).isEqualTo("USERPAYING");
        scene.merchant().plain("POST", "/sandbox/payments/" + no + "/fail", "");
        assertThat(scene.merchant().close(no).status()).isEqualTo(204);
    }

    @Test
    void theBookOutlivesTheProcessAndWhatIsOwedIsStillOwed(@TempDir Path other) throws Exception {
        String paid = "TZ-restart-1";
        String open = "TZ-restart-2";
        JsonNode before;
        try (SandboxProcess first = SandboxProcess.start(other)) {
            Merchant there = new Merchant(first.address(), other.resolve("keys"));
            scene.shop().answer.set(500);
            there.prepay(paid, 500, scene.shop().notifyUrl());
            there.prepay(open, 600, scene.shop().notifyUrl());
            there.pay(paid);
            there.refund(paid, "R-1", 200, 500);
            scene.heard(2);
            await().until(() -> there.book(paid).path("notifications").path(1).path("attempts").asInt() == 1);
            await().until(() -> there.book(paid).path("notifications").path(0).path("attempts").asInt() == 1);
            there.control(Map.of("advanceClockSeconds", 3));
            before = there.book(paid);
            first.kill();
        }
        Files.writeString(other.resolve("book.jsonl"), "{\"e\":\"paid\",\"at\":17", StandardOpenOption.APPEND);
        try (SandboxProcess second = SandboxProcess.start(other)) {
            Merchant there = new Merchant(second.address(), other.resolve("keys"));
            assertThat(there.book(paid)).isEqualTo(before);
            assertThat(there.plain("GET", "/sandbox/control", "").body().path("offset_seconds").asLong()).isEqualTo(3);
            scene.shop().answer.set(200);
            there.control(Map.of("advanceClockSeconds", 12));
            scene.heard(4);
            assertThat(there.prepay(open, 600, scene.shop().notifyUrl()).status()).isEqualTo(200);
            assertThat(there.plain("GET", "/sandbox/book?limit=1", "").body().path("next").asInt()).isEqualTo(1);
            assertThat(there.plain("GET", "/sandbox/book?after=1", "").body().path("trades")).hasSize(1);
            assertThat(second.endOfInput()).isTrue();
        }
    }

    @Test
    void aDamagedBookStopsTheStart(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("book.jsonl"), "{\"e\":\"paid\",\"at\":17\n{}\n");
        assertThatThrownBy(() -> SandboxProcess.start(other).close()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void controlIsNotForPagesOfABrowser() {
        HttpResponse<String> answer = scene.merchant().send(HttpRequest.newBuilder(
                URI.create(scene.address() + "/sandbox/book")).header("Origin", "https://elsewhere.example").build());
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void sharesNoClassWithTheRestOfTheProject() throws IOException {
        Path sources = Path.of("src/main/java/io/tuanzi/sandboxpay");
        try (var files = Files.list(sources)) {
            for (Path file : files.toList()) {
                assertThat(Files.readAllLines(file)).noneMatch(line -> line.startsWith("import io.tuanzi."));
            }
        }
    }
}
