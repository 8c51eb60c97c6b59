package io.tuanzi.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopClient.Answer;
import io.tuanzi.testing.ShopTest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class RealChannelTest {

    private static final Map<String, String> SENT = new ConcurrentHashMap<>();

    /** A provider of text messages. */
    @TestConfiguration
    static class Channel {
        @Bean
        CodeChannel channel() {
            return SENT::put;
        }
    }

    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    @Test
    void withARealChannelTheCodeGoesToThePhoneOnly() {
        ShopClient shop = ShopClient.of(port);
        Answer asked = shop.post("/api/shop/login/code", Map.of("phone", "13800000001"));
        String code = String.valueOf(SENT.get("13800000001"));
        assertThat(code).hasSize(6);
        assertThat(asked.ok().path("retryAfterSeconds").asInt()).isEqualTo(60);
        assertThat(asked.text()).doesNotContain("demoCode").doesNotContain(code);
        assertThat(shop.get("/api/shop/session").ok().path("demo").asBoolean()).isFalse();
        assertThat(shop.post("/api/shop/login", Map.of("phone", "13800000001", "code", code)).status()).isEqualTo(200);
    }

    @Test
    void aPhoneIsNotFloodedWithCodes() {
        ShopClient shop = ShopClient.of(port);
        Map<String, String> ask = Map.of("phone", "13800000002");
        assertThat(shop.post("/api/shop/login/code", ask).status()).isEqualTo(200);
        Answer tooSoon = shop.post("/api/shop/login/code", ask);
        assertThat(tooSoon.code()).isEqualTo("RATE_LIMITED");
        assertThat(Integer.parseInt(tooSoon.header("retry-after"))).isBetween(50, 60);
        for (int i = 0; i < 29; i++) {
            jdbc.sql("UPDATE customer.login_code SET sent_at = sent_at - interval '2 minutes'").update();
            assertThat(shop.post("/api/shop/login/code", ask).status()).isEqualTo(200);
        }
        jdbc.sql("UPDATE customer.login_code SET sent_at = sent_at - interval '2 minutes'").update();
        assertThat(shop.post("/api/shop/login/code", ask).code()).isEqualTo("RATE_LIMITED");
    }
}
