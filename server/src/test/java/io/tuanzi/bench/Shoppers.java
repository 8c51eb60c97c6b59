package io.tuanzi.bench;

import io.tuanzi.testing.ShopClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The orders of a measurement: carts of one to four lines, and a queue of shoppers who each buy once. */
final class Shoppers {

    /** What is in a cart, as JSON, and its total without and with the coupon of a shopper who has one. */
    private record Basket(String lines, long plainMinor, long couponMinor) {
    }

    private static final int BASKETS = 400;
    /** People besides the shoppers who only ask for prices. */
    static final int ASKERS = 10 + BASKETS * 10;
    private static final int TRIES = 30;
    /** Of ten carts, how many have one, two, three and four lines: the mean is two. */
    private static final int[] LINES = {1, 1, 1, 1, 2, 2, 2, 3, 3, 4};

    private final BenchShop shop;
    private final int most;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private List<Basket> baskets = List.of();

    Shoppers(BenchShop shop, int most) {
        this.shop = shop;
        this.most = most;
    }

    /** Asks the shop once for the price of every cart; {@code hot} puts one and the same SKU into all of them. */
    void prepare(boolean hot) {
        SplittableRandom random = new SplittableRandom(42);
        // who asks never buys: a person's first order may cost less than the next ones
        int asker = (most + 9) / 10 * 10;
        List<Basket> made = new ArrayList<>();
        for (int i = 0; i < BASKETS; i++) {
            StringBuilder lines = new StringBuilder("[");
            int first = random.nextInt(BenchShop.SKU_COUNT);
            for (int line = 0; line < LINES[i % LINES.length]; line++) {
                long sku = hot && line == 0 ? BenchShop.SKUS
                        : BenchShop.SKUS + 1 + (first + line * 37) % (BenchShop.SKU_COUNT - 1);
                lines.append(line == 0 ? "" : ",").append("{\"skuId\":").append(sku).append(",\"quantity\":")
                        .append(1 + random.nextInt(2)).append('}');
            }
            String cart = lines.append(']').toString();
            made.add(new Basket(cart, ask(cart, asker + 1 + i * 10), ask(cart, asker + i * 10)));
        }
        baskets = made;
    }

    /** Shopper number 0, 10, 20 … holds a coupon, number 1, 11, 21 … none; asking takes nothing. */
    private long ask(String lines, int shopper) {
        long id = shopper;
        String coupons = hasCoupon(shopper) ? "[" + (BenchShop.COUPONS + id) + "]" : "[]";
        ShopClient.Answer answer = ShopClient.of(shop.port()).as(token(shopper)).send("POST", "/api/shop/checkout",
                "{\"lines\":" + lines + ",\"source\":\"BUY_NOW\",\"couponIds\":" + coupons + ",\"addressId\":"
                        + (BenchShop.ADDRESSES + id) + "}");
        return answer.ok().path("quote").path("totalMinor").asLong();
    }

    private static String key(int shopper) {
        return String.format("bench-%09d", shopper);
    }

    static String token(int shopper) {
        return String.format("bench-token-%09d", shopper);
    }

    /** Three in ten. */
    static boolean hasCoupon(int shopper) {
        return shopper % 10 == 0 || shopper % 10 == 4 || shopper % 10 == 7;
    }

    /** The number of a shopper nobody was before, or -1 when all have bought. */
    int take() {
        int shopper = next.getAndIncrement();
        return shopper < most ? shopper : -1;
    }

    int taken() {
        return Math.min(next.get(), most);
    }

    /** The request of the next shopper's order; empty when there are no more shoppers. */
    byte[] order() {
        int shopper = take();
        return shopper < 0 ? new byte[0] : order(shopper);
    }

    private byte[] order(int shopper) {
        Basket basket = baskets.get((shopper * 7 + shopper / BASKETS) % baskets.size());
        boolean coupon = hasCoupon(shopper);
        long id = shopper;
        String json = "{\"lines\":" + basket.lines + ",\"source\":\"BUY_NOW\",\"couponIds\":["
                + (coupon ? Long.toString(BenchShop.COUPONS + id) : "") + "],\"addressId\":"
                + (BenchShop.ADDRESSES + id) + ",\"shownTotalMinor\":"
                + (coupon ? basket.couponMinor : basket.plainMinor) + ",\"fingerprint\":\"\"}";
        return Wire.post("/api/shop/orders", token(shopper), key(shopper), json);
    }

    /** The turns of connections that place orders one after another; "busy" is asked again with the same key. */
    Load.Script orders() {
        return connection -> wire -> {
            byte[] request = order();
            int status = request.length == 0 ? 0 : wire.send(request);
            for (int again = 0; (status == 429 || status == 503) && again < TRIES; again++) {
                busy.incrementAndGet();
                status = wire.send(request);
            }
            return status;
        };
    }

    /** How often an answer was "busy", since this was last asked. */
    int busy() {
        return busy.getAndSet(0);
    }

    /** The same request by another body, for purchases of one SKU under an offer or alone. */
    byte[] buy(int shopper, Map<String, Object> more, long skuId, long totalMinor) {
        StringBuilder json = new StringBuilder("{\"lines\":[{\"skuId\":").append(skuId).append(",\"quantity\":1}]");
        more.forEach((name, value) -> json.append(",\"").append(name).append("\":")
                .append(value instanceof String text ? "\"" + text + "\"" : value));
        json.append(",\"couponIds\":[],\"addressId\":").append(BenchShop.ADDRESSES + shopper)
                .append(",\"shownTotalMinor\":").append(totalMinor).append(",\"fingerprint\":\"\"}");
        return Wire.post("/api/shop/orders", token(shopper), key(shopper), json.toString());
    }
}
