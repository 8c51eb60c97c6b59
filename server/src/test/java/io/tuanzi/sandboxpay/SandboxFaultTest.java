package io.tuanzi.sandboxpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every fault of the practice provider does what its name says, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxFaultTest {
    private final Scene scene;

    SandboxFaultTest(@TempDir Path folder) {
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
    void duplicatesAndParallelCopiesAreTheSameNotification() {
        String no = scene.asked();
        scene.fault("duplicateNotifications", no, "value", 3);
        scene.fault("parallelNotifications", no, "value", 4);
        scene.merchant().pay(no);
        scene.heard(7);
        assertThat(scene.shop().heard).extracting(delivery -> delivery.envelope().path("id").asString()).containsOnly(
                "EV-" + scene.merchant().query(no).body().path("transaction_id").asString());
    }

    @Test
    void reorderedNotificationsComeBackwards() {
        List<String> numbers = List.of(scene.asked(), scene.asked(), scene.asked());
        List<Instant> due = new ArrayList<>();
        for (String no : numbers) {
            scene.fault("reorder", no, "value", 864_000_000);
            scene.merchant().pay(no);
            due.add(Instant.parse(scene.merchant().book(no).path("notifications").path(0).path("next_due").asString()));
            scene.merchant().control(Map.of("advanceClockSeconds", 60));
        }
        assertThat(due).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        assertThat(scene.shop().heard).isEmpty();
        scene.merchant().control(Map.of("advanceClockSeconds", 20 * 86_400));
        scene.heard(3);
    }

    @Test
    void delayedAndDroppedNotificationsComeWithTheClock() {
        String late = scene.asked();
        scene.fault("delayNotificationMs", late, "value", 86_400_000);
        scene.merchant().pay(late);
        String dropped = scene.asked();
        scene.fault("dropNotifications", dropped, "next", 1);
        scene.merchant().pay(dropped);
        await().until(() -> scene.merchant().book(dropped).path("notifications").path(0)
                .path("last_result").asString("").equals("dropped"));
        assertThat(scene.shop().heard).isEmpty();
        scene.merchant().control(Map.of("advanceClockSeconds", 15));
        scene.heard(1);
        scene.merchant().control(Map.of("advanceClockSeconds", 86_400));
        scene.heard(2);
        assertThat(scene.told(1).path("out_trade_no").asString()).isEqualTo(late);
    }

    @Test
    void chargedButNotToldIsFoundByAsking() {
        String no = scene.asked();
        scene.fault("timeoutAfterCharging", no, "next", 2);
        assertThatThrownBy(() -> scene.merchant().pay(no)).isInstanceOf(UncheckedIOException.class);
        assertThat(scene.merchant().query(no).body().path("trade_state").asString()).isEqualTo("SUCCESS");
        assertThatThrownBy(() -> scene.merchant().refund(no, no + "-r", 10, 2990))
                .isInstanceOf(UncheckedIOException.class);
        String refund = "/v3/refund/domestic/refunds/" + no + "-r";
        assertThat(scene.merchant().call("GET", refund, "").status()).isEqualTo(200);
        assertThat(scene.merchant().refund(no, no + "-r", 10, 2990).status()).isEqualTo(200);
        assertThat(scene.merchant().book(no).path("refund_asked_minor").asLong()).isEqualTo(10);
    }

    @Test
    void liesAreToldOnceAndTheTruthComesWithTheNextTry() {
        String no = scene.asked();
        scene.shop().answer.set(500);
        for (String lie : List.of("lieAmount", "wrongMerchant", "wrongCurrency", "wrongOrder")) {
            scene.fault(lie, no, "next", 1);
        }
        scene.merchant().pay(no);
        scene.heard(1);
        JsonNode lie = scene.told(0);
        assertThat(lie.path("amount").path("total").asLong()).isEqualTo(2991);
        assertThat(lie.path("amount").path("currency").asString()).isEqualTo("USD");
        assertThat(lie.path("mchid").asString()).isNotEqualTo(scene.merchant().known("mchid"));
        assertThat(lie.path("out_trade_no").asString()).isNotEqualTo(no);
        await().until(() -> scene.merchant().book(no).path("notifications").path(0).path("attempts").asInt() == 1);
        scene.merchant().control(Map.of("advanceClockSeconds", 15));
        scene.heard(2);
        assertThat(scene.told(1).path("amount").path("total").asLong()).isEqualTo(2990);
        assertThat(scene.told(1).path("out_trade_no").asString()).isEqualTo(no);
    }

    @Test
    void forgedAndDamagedNotificationsDoNotPassTheCheck() {
        String no = scene.asked();
        scene.fault("wrongSignature", no);
        scene.merchant().pay(no);
        scene.heard(1);
        Shop.Delivery forged = scene.shop().heard.get(0);
        assertThat(scene.merchant().signedByPlatform(forged.stamp(), forged.nonce(), forged.body(), forged.signature()))
                .isFalse();
        String other = scene.asked();
        scene.fault("flipBit", other);
        scene.merchant().pay(other);
        scene.heard(2);
        assertThat(scene.told(1).isMissingNode()).isTrue();
    }

    @Test
    void slowAndRefusingAnswersChangeNothing() {
        String no = scene.asked();
        scene.fault("refuse", no, "value", 503, "next", 1);
        assertThat(scene.merchant().query(no).status()).isEqualTo(503);
        assertThat(scene.merchant().query(no).status()).isEqualTo(200);
        scene.fault("refuse", no, "on", "pay", "next", 1);
        assertThat(scene.merchant().pay(no).status()).isEqualTo(500);
        assertThat(scene.merchant().query(no).body().path("trade_state").asString()).isEqualTo("NOTPAY");
        scene.fault("slowMs", no, "value", 300, "next", 1);
        long before = System.nanoTime();
        scene.merchant().query(no);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        scene.fault("abnormalRefund", no);
        scene.merchant().pay(no);
        scene.merchant().refund(no, no + "-r", 5, 2990);
        await().until(() -> scene.merchant().call("GET", "/v3/refund/domestic/refunds/" + no + "-r", "").body()
                .path("status").asString().equals("ABNORMAL"));
    }

    @Test
    void anOldNotificationCanBeReplayed() {
        String no = scene.asked();
        scene.merchant().pay(no);
        scene.heard(1);
        String id = scene.shop().heard.get(0).envelope().path("id").asString();
        assertThat(scene.merchant().plain("POST", "/sandbox/notifications/" + id + "/replay", "").body().path("result")
                .asString()).isEqualTo("204");
        scene.heard(2);
    }
}
