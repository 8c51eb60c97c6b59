package io.tuanzi.sandboxpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A provider running, its merchant, and the shop it tells; each test's shop has heard nothing yet. */
final class Scene implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    private final SandboxProcess process;
    private final Merchant merchant;
    private Shop shop = new Shop();

    Scene(Path folder) {
        process = SandboxProcess.start(folder);
        merchant = new Merchant(process.address(), folder.resolve("keys"));
    }

    String address() {
        return process.address();
    }

    Merchant merchant() {
        return merchant;
    }

    Shop shop() {
        return shop;
    }

    /** Ends all faults and opens a new shop. */
    void behaveAgain() {
        merchant.control(Map.of("clear", true));
        shop.close();
        shop = new Shop();
    }

    String number() {
        return "TZ" + NUMBERS.incrementAndGet() + "x";
    }

    Merchant.Answer prepay(String no, long totalMinor) {
        return merchant.prepay(no, totalMinor, shop.notifyUrl());
    }

    /** A payment of 29.90 asked for, not yet paid. */
    String asked() {
        String no = number();
        assertThat(prepay(no, 2990).status()).isEqualTo(200);
        return no;
    }

    void fault(String fault, String no, Object... more) {
        Map<String, Object> wish = new HashMap<>(Map.of("fault", fault, "out_trade_no", no));
        for (int i = 0; i < more.length; i += 2) {
            wish.put(String.valueOf(more[i]), more[i + 1]);
        }
        assertThat(merchant.control(wish).status()).isEqualTo(200);
    }

    /** The shop hears exactly so many deliveries. */
    void heard(int times) {
        await().atMost(Duration.ofSeconds(8)).until(() -> shop.heard.size() >= times);
        assertThat(shop.heard).hasSize(times);
    }

    /** What the delivery of that index says, its signature checked. */
    JsonNode told(int index) {
        Shop.Delivery delivery = shop.heard.get(index);
        assertThat(merchant.signedByPlatform(delivery.stamp(), delivery.nonce(), delivery.body(), delivery.signature()))
                .isTrue();
        return merchant.open(delivery.envelope());
    }

    @Override
    public void close() {
        process.close();
        shop.close();
    }
}
