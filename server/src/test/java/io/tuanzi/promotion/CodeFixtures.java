package io.tuanzi.promotion;

import io.tuanzi.routes.RouteFixtures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the sweeps need to know of codes and terms. */
class CodeFixtures implements RouteFixtures {

    @Override
    public List<Fixture> make(Stage stage) {
        long template = stage.staff().post("/api/staff/promotions/templates", OfferForms.template("codes-"
                + stage.ownerId(), "兑换券", OfferForms.amount(1_000, 100))).ok().path("templateId").asLong();
        Map<String, Object> print = new HashMap<>(Map.of("templateId", template, "name", "口令", "kind", "SHARED",
                "usesCap", 1_000, "perPersonLimit", 900, "reason", "for a sweep"));
        JsonNode batch = stage.staff().post("/api/staff/promotions/code-batches", print).ok();
        long id = batch.path("batchId").asLong();
        String path = "/api/staff/promotions/code-batches/{batchId}";
        String code = stage.staff().post("/api/staff/promotions/code-batches/" + id + "/export",
                Map.of("reason", "for a sweep")).ok().path("csv").asString().split("\r\n")[1].replace(",", "");
        Map<String, Object> rule = Map.of("nameZh", "谢谢", "nameEn", "Thanks", "kind", "PURCHASE", "templates",
                List.of("thanks-10"), "unlocks", false, "atCompletion", false, "monthly", false, "perPersonLimit", 2,
                "enabled", false, "reason", "for a sweep");
        long offerOfAll = 2; // free shipping, which every shop opens with
        return List.of(Fixture.plain("POST", "/api/shop/coupons/codes", Map.of("code", code)),
                Fixture.open("GET", "/api/shop/terms/{ruleId}", offerOfAll, null),
                Fixture.open("POST", "/api/staff/issue-rules/{code}", "sweep-" + stage.ownerId(), rule),
                Fixture.open("PUT", "/api/staff/issue-rules/{code}", "thanks", rule),
                Fixture.open("GET", "/api/staff/issue-rules/{code}/issues", "thanks", null),
                Fixture.open("GET", "/api/staff/promotions/wallets/{customerId}", stage.ownerId(), null),
                Fixture.plain("PUT", "/api/staff/promotions/newcomers", Map.of("days", 30, "reason", "as it was")),
                Fixture.open("PUT", "/api/staff/promotions/templates/{templateId}/gate", template,
                        Map.of("hidden", false, "reason", "for a sweep")),
                Fixture.plain("POST", "/api/staff/promotions/code-batches", print),
                Fixture.open("PUT", path, id, Map.of("name", "口令", "usesCap", 999, "enabled", true, "reason", "less")),
                Fixture.open("POST", path + "/export", id, Map.of("reason", "once more")));
    }
}
