package io.tuanzi.platform.staff;

import io.tuanzi.platform.Tasks;
import io.tuanzi.routes.RouteFixtures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** What the sweeps need to know of staff accounts and of the machine's screens. */
class StaffFixtures implements RouteFixtures {

    private static final AtomicInteger SERIAL = new AtomicInteger();

    @Override
    public List<Fixture> make(Stage stage) {
        int serial = SERIAL.incrementAndGet();
        long hired = stage.staff().post("/api/staff/people", hire("fixture" + serial)).ok().path("staffId").asLong();
        stage.bean(Tasks.class).open("LOW_STOCK", "sku:" + serial, Map.of("skuId", serial, "available", 1,
                "planned", 10));
        JsonNode task = stage.staff().get("/api/staff/tasks").ok().path("items").get(0);
        return List.of(
                Fixture.plain("POST", "/api/staff/people", hire("another" + serial)),
                Fixture.open("PUT", "/api/staff/people/{staffId}", hired, Map.of("name", "小李", "roles",
                        List.of("FINANCE"), "enabled", true, "reason", "转岗")),
                Fixture.open("PUT", "/api/staff/roles/{code}", "WAREHOUSE", Map.of("permissions",
                        List.of("BOARD_VIEW", "PRODUCT_VIEW", "ORDER_VIEW", "ORDER_SHIP"), "reason", "照旧")),
                Fixture.open("POST", "/api/staff/tasks/{taskId}/done", task.path("taskId").asLong(),
                        Map.of("reason", "已处理")));
    }

    private static Map<String, Object> hire(String username) {
        return Map.of("username", username, "name", "小李", "password", "correct horse 9", "roles", List.of("SERVICE"),
                "reason", "新来的客服");
    }
}
