package io.tuanzi.customer;

import io.tuanzi.platform.Tx;
import io.tuanzi.routes.RouteFixtures;
import java.util.List;
import java.util.Map;

/** What the sweeps need to know of the customer module. */
class CustomerFixtures implements RouteFixtures {

    @Override
    public List<Fixture> make(Stage stage) {
        Map<String, Object> address = CustomerTest.address("13900000001");
        long kept = address(stage, address);
        stage.bean(Tx.class).run("fixture", () -> stage.bean(Messages.class).send(new NewMessage(stage.ownerId(),
                "fixture", "COUPON", Map.of("title", "x"), null)));
        long message = stage.owner().get("/api/shop/messages").ok().path("items").get(0).path("messageId").asLong();
        return List.of(
                Fixture.plain("POST", "/api/shop/addresses", address),
                Fixture.own("PUT", "/api/shop/addresses/{addressId}", kept, address),
                Fixture.own("POST", "/api/shop/addresses/{addressId}/default", kept, null),
                Fixture.own("DELETE", "/api/shop/addresses/{addressId}", address(stage, address), null),
                Fixture.plain("POST", "/api/shop/messages/read", Map.of("upTo", message)),
                Fixture.plain("PATCH", "/api/shop/me", Map.of("nickname", "小团")),
                Fixture.plain("POST", "/api/shop/visits", Map.of("page", "home")),
                Fixture.open("PUT", "/api/staff/customers/{customerId}/cohorts", stage.ownerId(),
                        Map.of("codes", List.of("SEED"), "reason", "种子用户")),
                Fixture.open("PUT", "/api/staff/cohorts/{code}", "SEED",
                        Map.of("cap", 1_000, "forNewcomers", false, "reason", "照旧")));
    }

    private static long address(Stage stage, Map<String, Object> address) {
        return stage.owner().post("/api/shop/addresses", address).ok().path("addressId").asLong();
    }
}
