package io.tuanzi.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopClient.Answer;
import io.tuanzi.testing.ShopTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Staff reads and changes legal parameters: never beyond the bound in code, always with a reason. */
@ShopTest
class LegalDoorTest {

    private static final String PATH = "/api/staff/legal";

    @Autowired private StaffAccounts accounts;
    @LocalServerPort private int port;
    private ShopClient admin = ShopClient.of(0);

    @BeforeEach
    void open() {
        accounts.seedDemo();
        admin = ShopClient.of(port).staff("guanli", "demo-guanli-2026");
    }

    private JsonNode parameter(ShopClient who, Legal legal) {
        return who.get(PATH).ok().valueStream().filter(row -> row.path("code").asString().equals(legal.name()))
                .findFirst().orElseThrow();
    }

    @Test
    void everyParameterSaysItsDefaultItsBoundsAndWhereTheyComeFromInBothLanguages() {
        Phrasebook words = Phrasebook.open("legal");
        assertThat(words.keys(Language.ZH)).isEqualTo(words.keys(Language.EN));
        for (String language : List.of("zh", "en")) {
            JsonNode rows = admin.with("Accept-Language", language).get(PATH).ok();
            assertThat(rows.size()).isEqualTo(Legal.values().length);
            rows.forEach(row -> {
                Legal legal = Legal.valueOf(row.path("code").asString());
                assertThat(row.path("usual").asLong()).isEqualTo(legal.usual());
                assertThat(row.path("least").asLong()).isEqualTo(legal.least());
                assertThat(row.path("most").asLong()).isEqualTo(legal.most());
                for (String text : List.of("name", "meaning", "source", "valueText", "mostText")) {
                    assertThat(row.path(text).asString()).as(legal + " " + text).isNotBlank()
                            .doesNotContain(legal.name());
                }
            });
        }
    }

    @Test
    void aChangeIsRememberedWithWhoAndWhy() {
        JsonNode done = admin.put(PATH + "/COMMISSION_RATE_BP", Map.of("value", 2_000, "reason", "毛利不够")).ok();
        assertThat(done.path("value").asLong()).isEqualTo(2_000);
        assertThat(done.path("valueText").asString()).isEqualTo("20%");
        JsonNode row = parameter(ShopClient.of(port).staff("caiwu", "demo-caiwu-2026"), Legal.COMMISSION_RATE_BP);
        assertThat(row.path("changedWhy").asString()).isEqualTo("毛利不够");
        assertThat(row.path("changedBy").asString()).endsWith("guanli");
        JsonNode entry = admin.get("/api/staff/audit?object=legal:COMMISSION_RATE_BP").ok().path("items").get(0);
        assertThat(entry.path("before").path("value").asLong()).isEqualTo(3_000);
        assertThat(entry.path("after").path("value").asLong()).isEqualTo(2_000);
    }

    @Test
    void beyondTheBoundNothingChangesAndTheBoundIsSaid() {
        for (Legal legal : Legal.values()) {
            for (long value : new long[] {legal.least() - 1, legal.most() + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
                Answer answer = admin.with("Accept-Language", "en").put(PATH + "/" + legal,
                        Map.of("value", value, "reason", "more"));
                assertThat(answer.code()).as(legal + " " + value).isEqualTo("LEGAL_BOUND");
                assertThat(answer.body().path("detail").asString()).contains(LegalWords.value(Language.EN, legal,
                        legal.most())).doesNotContain(legal.name());
            }
        }
        admin.put(PATH + "/WITHDRAWAL_LEAST_MINOR", Map.of("value", 50_000, "reason", "fewer, larger")).ok();
        Answer crossed = admin.put(PATH + "/WITHDRAWAL_MOST_MINOR", Map.of("value", 49_999, "reason", "less"));
        assertThat(crossed.code()).as("nobody could withdraw anything").isEqualTo("LEGAL_BOUND");
        assertThat(crossed.body().path("leastText").asString()).isEqualTo("¥500.00");
    }

    @Test
    void onlyWhoMayAndOnlyWithAReason() {
        ShopClient operator = ShopClient.of(port).staff("yunying", "demo-yunying-2026");
        assertThat(operator.get(PATH).status()).isEqualTo(200);
        assertThat(operator.put(PATH + "/WITHDRAWALS_PER_DAY", Map.of("value", 5, "reason", "more")).code())
                .isEqualTo("FORBIDDEN");
        assertThat(ShopClient.of(port).staff("cangku", "demo-cangku-2026").get(PATH).code()).isEqualTo("FORBIDDEN");
        assertThat(admin.put(PATH + "/WITHDRAWALS_PER_DAY", Map.of("value", 5, "reason", "")).body().path("field")
                .asString()).isEqualTo("reason");
        assertThat(admin.put(PATH + "/NO_SUCH", Map.of("value", 5, "reason", "more")).status()).isEqualTo(404);
        assertThat(parameter(admin, Legal.WITHDRAWALS_PER_DAY).path("value").asLong()).isEqualTo(3);
    }
}
