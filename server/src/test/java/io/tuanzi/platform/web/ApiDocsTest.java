package io.tuanzi.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ShopTest(shared = true)
class ApiDocsTest {

    @LocalServerPort int port;

    @Test
    void theApiDescribesItselfForShoppersAndForStaff() {
        ShopClient shop = ShopClient.of(port);
        JsonNode api = shop.get("/v3/api-docs/shop").ok();
        assertThat(api.path("paths").propertyNames()).contains("/api/shop/session", "/api/shop/addresses")
                .allMatch(path -> path.startsWith("/api/shop/"));
        JsonNode add = api.path("paths").path("/api/shop/addresses").path("post");
        assertThat(add.path("parameters").toString()).contains("Idempotency-Key").doesNotContain("customerId");
        assertThat(add.path("responses").toString()).contains("#/components/schemas/Problem");
        JsonNode list = api.path("paths").path("/api/shop/messages").path("get").path("parameters");
        assertThat(list.toString()).contains("\"after\"", "\"limit\"");
        JsonNode schemas = api.path("components").path("schemas");
        assertThat(schemas.path("AddressView").path("required").toString()).contains("addressId", "isDefault");
        assertThat(schemas.path("LoginDoorAskLogin").path("required").toString())
                .contains("phone", "code").doesNotContain("inviteCode");
        assertThat(schemas.path("LoginDoorSession").path("properties").path("customer").path("$ref").asString())
                .isEqualTo("#/components/schemas/ProfilesMe");
        assertThat(shop.get("/v3/api-docs/staff").ok().path("paths").propertyNames()).contains("/api/staff/login");
    }

    @Test
    void thePageOfTheApiLoadsNothingFromElsewhere() {
        ShopClient shop = ShopClient.of(port);
        ShopClient.Answer page = shop.get("/docs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.header("content-security-policy")).contains("script-src 'self'", "frame-ancestors 'none'");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("x-frame-options")).isEqualTo("DENY");
        assertThat(page.text()).doesNotContain("http://").doesNotContain("https://");
        assertThat(shop.get("/docs/docs.js").text()).doesNotContain("http");
        assertThat(shop.get("/docs/docs.css").status()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsAProblemInEveryCorner() {
        ShopClient shop = ShopClient.of(port);
        assertThat(shop.get("/api/shop/nothing").code()).isEqualTo("NO_ROUTE");
        assertThat(shop.get("/actuator/env").status()).isEqualTo(404);
        assertThat(shop.get("/api/shop/%2e%2e/secret").status()).isBetween(400, 404);
        assertThat(shop.get("/api/shop/session;x=1").status()).isBetween(400, 404);
    }
}
