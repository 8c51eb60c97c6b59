package io.tuanzi.shopfront;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.catalog.Products;
import io.tuanzi.payment.PayTicket;
import io.tuanzi.payment.SandboxControl;
import io.tuanzi.promotion.OfferForms;
import io.tuanzi.routes.RouteFixtures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the sweeps need to know of products, coupons, orders and groups: a demo product bought over HTTP. */
class ShopfrontFixtures implements RouteFixtures {

    private static final String HANDLE = "hand-cream-tube";
    private static final Map<String, String> ADDRESS = Map.of("name", "小满", "phone", "13900000009", "province",
            "浙江省", "city", "杭州市", "district", "余杭区", "street", "示例路 1 号", "regionCode", "330110");

    @Override
    public List<Fixture> make(Stage stage) {
        if (stage.bean(Products.class).snapshot().products().isEmpty()) {
            var unused = stage.bean(DemoCatalogue.class).load();
        }
        JsonNode product = stage.owner().get("/api/shop/products/by-handle/" + HANDLE).ok();
        long productId = product.path("productId").asLong();
        long skuId = product.path("skus").get(0).path("skuId").asLong();
        long activityId = activity(stage, productId, skuId);
        long addressId = stage.owner().post("/api/shop/addresses", ADDRESS).ok().path("addressId").asLong();
        long order = order(stage, skuId, addressId, null);
        JsonNode seat = stage.owner().get("/api/shop/orders/" + order(stage, skuId, addressId, activityId)).ok();
        long groupId = seat.path("groupId").asLong();
        List<Fixture> all = new ArrayList<>(List.of(
                Fixture.plain("PUT", "/api/shop/cart/lines", Map.of("skuId", skuId, "quantity", 1)),
                Fixture.plain("POST", "/api/shop/checkout", asked(skuId, null)),
                Fixture.open("GET", "/api/shop/products/{productId}", productId, null),
                Fixture.open("GET", "/api/shop/products/by-handle/{handle}", HANDLE, null),
                Fixture.open("PUT", "/api/shop/products/{productId}/favourite", productId, null),
                Fixture.open("DELETE", "/api/shop/products/{productId}/favourite", productId, null),
                Fixture.open("PUT", "/api/shop/products/{productId}/restock-notice", productId, null),
                Fixture.open("GET", "/api/shop/groups/{groupId}", groupId, null),
                Fixture.open("GET", "/api/shop/groups/{groupId}/stream", groupId, null),
                Fixture.open("POST", "/api/shop/coupon-centre/{templateId}/claim", template(stage), null)));
        String path = "/api/shop/orders/{orderId}";
        all.add(Fixture.own("GET", path, order, null));
        all.add(Fixture.own("GET", path + "/payment", order, null));
        all.add(Fixture.own("POST", path + "/buy-again", order, null));
        all.add(Fixture.own("POST", path + "/pay", order, Map.of("provider", "SANDBOX", "channel", "H5")));
        all.add(Fixture.own("POST", path + "/cancel", order, Map.of("reason", "OTHER")));
        all.add(Fixture.own("POST", path + "/receive", order, null));
        all.addAll(returns(stage, path, order(stage, skuId, addressId, null)));
        return all;
    }

    /** A paid order with a wish to return it. */
    private static List<Fixture> returns(Stage stage, String path, long paid) {
        JsonNode ticket = stage.owner().post(path.replace("{orderId}", String.valueOf(paid)) + "/pay",
                Map.of("provider", "SANDBOX", "channel", "H5")).ok();
        Path data = Path.of(stage.bean(Environment.class).getProperty("tuanzi.data", ".tuanzi"));
        int status = new SandboxControl(data).pay(new PayTicket(0, ticket.path("cashierUrl").asString(), 0,
                Instant.EPOCH));
        Awaitility.await().until(() -> stage.owner().get("/api/shop/orders/" + paid + "/payment").ok().path("state")
                .asString().equals("PAID"));
        stage.staff().post("/api/staff/orders/" + paid + "/ship",
                Map.of("carrier", "SF", "trackingNo", "SF" + paid + "001")).ok();
        Map<String, Object> wish = Map.of("lines", List.of(Map.of("lineNo", 1, "quantity", 1)), "kind", "REFUND_ONLY",
                "reasonCode", "OTHER");
        long asked = stage.owner().post("/api/shop/orders/" + paid + "/returns", wish).ok().path("returnId").asLong();
        if (status != 200 || asked == 0) {
            throw new AssertionError("paying answered " + status);
        }
        return List.of(Fixture.own("POST", path + "/returns", paid, wish),
                Fixture.own("POST", path + "/returns/preview", paid,
                        Map.of("lines", Objects.requireNonNull(wish.get("lines")))),
                Fixture.own("POST", "/api/shop/returns/{returnId}/send-back", asked,
                        Map.of("carrier", "顺丰", "trackingNo", "SF1234567890")),
                Fixture.own("POST", "/api/shop/returns/{returnId}/cancel", asked, null));
    }

    private static Map<String, Object> asked(long skuId, @Nullable Long activityId) {
        Map<String, Object> ask = new HashMap<>(Map.of("lines", List.of(Map.of("skuId", skuId, "quantity", 1)),
                "source", activityId == null ? "BUY_NOW" : "GROUP", "couponIds", List.of()));
        if (activityId != null) {
            ask.put("activityId", activityId);
        }
        return ask;
    }

    private static long order(Stage stage, long skuId, long addressId, @Nullable Long activityId) {
        Map<String, Object> ask = asked(skuId, activityId);
        ask.put("addressId", addressId);
        JsonNode quote = stage.owner().post("/api/shop/checkout", ask).ok().path("quote");
        ask.put("shownTotalMinor", quote.path("totalMinor").asLong());
        ask.put("fingerprint", quote.path("fingerprint").asString());
        return stage.owner().post("/api/shop/orders", ask).ok().path("orderId").asLong();
    }

    private static long activity(Stage stage, long productId, long skuId) {
        JdbcClient jdbc = stage.bean(JdbcClient.class);
        jdbc.sql("""
                INSERT INTO groupbuy.activity (activity_id, product_id, size, window_minutes, hold_minutes,
                    per_person_limit, late_policy, starts_at) VALUES (:p, :p, 3, 60, 10, 50, 'MOVE', '2020-01-01Z')
                ON CONFLICT DO NOTHING""").param("p", productId).update();
        jdbc.sql("""
                INSERT INTO groupbuy.activity_price (activity_id, sku_id, price_minor) VALUES (:p, :s, 100)
                ON CONFLICT DO NOTHING""").param("p", productId).param("s", skuId).update();
        return productId;
    }

    private static long template(Stage stage) {
        String code = "sweep-" + stage.ownerId();
        Map<String, Object> coupon = OfferForms.template(code, "满减券", OfferForms.amount(1_000, 100));
        coupon.put("perPersonLimit", 50);
        return stage.staff().post("/api/staff/promotions/templates", coupon).ok().path("templateId").asLong();
    }
}
