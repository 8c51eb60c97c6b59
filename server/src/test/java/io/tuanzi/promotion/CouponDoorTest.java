package io.tuanzi.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Coupons over HTTP. */
@ShopTest
class CouponDoorTest {

    @LocalServerPort int port;
    ShopClient shop;

    @BeforeEach
    void open() {
        shop = ShopClient.of(port);
    }

    @Test
    @DisplayName("PRM-13 a shopper claims a coupon in the centre once and finds it among their own")
    void claimsAndFindsACoupon() {
        JsonNode offer = shop.get("/api/shop/coupon-centre").ok().path("items").path(0);
        assertThat(offer.path("name").asString()).isEqualTo("新人满59减10券");
        assertThat(offer.path("rule").asString()).isEqualTo("满 ¥59.00 减 ¥10.00，仅限首单");
        assertThat(offer.path("claimed").asBoolean()).isFalse();
        ShopClient ann = shop.login("13800010001");
        String claim = "/api/shop/coupon-centre/" + offer.path("templateId").asLong() + "/claim";
        JsonNode coupon = ann.key("claim-key-1").post(claim).ok();
        ShopClient.Answer replay = ann.key("claim-key-1").post(claim);
        assertThat(replay.ok().path("couponId").asLong()).isEqualTo(coupon.path("couponId").asLong());
        assertThat(replay.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(ann.post(claim).code()).isEqualTo("LIMIT_REACHED");
        assertThat(ann.get("/api/shop/coupon-centre").ok().path("items").path(0).path("claimed").asBoolean()).isTrue();
        JsonNode mine = ann.get("/api/shop/coupons?state=AVAILABLE").ok().path("items");
        assertThat(mine.size()).isEqualTo(1);
        assertThat(mine.path(0).path("valueText").asString()).isEqualTo("¥10.00");
        assertThat(ann.with("Accept-Language", "en").get("/api/shop/coupons").ok().path("items").path(0).path("rule")
                .asString()).isEqualTo("¥10.00 off from ¥59.00; first order only");
        ShopClient bob = shop.login("13800010002");
        assertThat(bob.get("/api/shop/coupons").ok().path("items").size()).isZero();
    }

    @Test
    void badRequestsAreRefusedAsWhatTheyAre() {
        ShopClient ann = shop.login("13800010003");
        assertThat(shop.get("/api/shop/coupons").status()).isEqualTo(401);
        assertThat(shop.post("/api/shop/coupon-centre/3/claim").status()).isEqualTo(401);
        assertThat(ann.post("/api/shop/coupon-centre/999/claim").status()).isEqualTo(404);
        assertThat(ann.post("/api/shop/coupon-centre/1/claim").status()).isEqualTo(404);
        assertThat(ann.post("/api/shop/coupon-centre/-1/claim").status()).isEqualTo(404);
        assertThat(ann.post("/api/shop/coupon-centre/x/claim").status()).isEqualTo(400);
        assertThat(ann.post("/api/shop/coupon-centre/99999999999999999999/claim").status()).isEqualTo(400);
        assertThat(ann.key("short").post("/api/shop/coupon-centre/3/claim").status()).isEqualTo(400);
        assertThat(ann.get("/api/shop/coupons?state=SOLD").code()).isEqualTo("INVALID");
        assertThat(ann.get("/api/shop/coupons?after=x").code()).isEqualTo("INVALID");
        assertThat(ann.get("/api/shop/coupons?limit=1000").code()).isEqualTo("INVALID");
        assertThat(shop.get("/api/staff/promotions").status()).isEqualTo(401);
    }
}
