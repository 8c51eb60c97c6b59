package io.tuanzi.promotion;

import static io.tuanzi.promotion.CouponKit.fresh;
import static io.tuanzi.promotion.CouponKit.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.customer.Customers;
import io.tuanzi.customer.NewCustomer;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** PRM-52: what a new person holds in all stays under the cap, whichever ways it comes and however many at once. */
@ShopTest
class NewcomerCapTest {

    private static final String WHO = "staff:1 test";

    @Autowired Coupons coupons;
    @Autowired Newcomers newcomers;
    @Autowired Redemptions redemptions;
    @Autowired Offers offers;
    @Autowired Customers customers;
    @Autowired StaffAccounts accounts;
    @Autowired Tx tx;
    @Autowired JdbcClient jdbc;
    @Autowired TestDatabase database;
    @Autowired List<Sweep> sweeps;
    @LocalServerPort int port;
    CouponKit kit;

    @BeforeEach
    void shop() {
        kit = new CouponKit(coupons, redemptions, offers, tx, jdbc, database, sweeps);
    }

    @AfterEach
    void noCap() {
        newcomers.put(new Newcomers.Policy(30, null), WHO, "the test is over");
    }

    private long person() {
        return customers.register(new NewCustomer("1360000" + (1_000 + fresh() % 9_000), "新人", "/a.svg", false, null));
    }

    private String claimed(long customer, long template) {
        try {
            coupons.claim(customer, template, "key-" + template);
            return "OK";
        } catch (Problem refused) {
            return refused.code();
        }
    }

    @Test
    @DisplayName("PRM-52 claims and grants of 64 coupons of ¥50 at once: a new person holds five, as the cap says")
    void theCapHoldsAtOnce() throws Exception {
        newcomers.put(new Newcomers.Policy(30, 25_000L), WHO, "no more than this");
        long ann = person();
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String code = "new-" + fresh();
            long template = kit.template(code, null, 1, true);
            boolean grant = i % 2 == 0;
            all.add(() -> !grant ? claimed(ann, template)
                    : coupons.grant(ann, code, "grant:" + code) instanceof Coupons.Grant.Refused refused
                            ? refused.why() : "OK");
        }
        List<String> said = together(64, all);
        assertThat(Collections.frequency(said, "OK")).isEqualTo(5);
        assertThat(Collections.frequency(said, "NEWCOMER_CAP")).isEqualTo(59);
        Newcomers.Wallet wallet = newcomers.wallet(ann);
        assertThat(wallet.isNew()).isTrue();
        assertThat(wallet.costMinor()).isEqualTo(25_000);
        assertThat(wallet.items()).hasSize(5);
        assertThat(wallet.withheld()).as("grants that were kept back are told").isNotEmpty();
        assertThat(said.stream().filter("OK"::equals).count() + wallet.withheld().size()).isLessThanOrEqualTo(64);
    }

    @Test
    @DisplayName("PRM-52 what ends unused makes room again, and who is no longer new has no cap")
    void roomComesBack() throws Exception {
        newcomers.put(new Newcomers.Policy(60, 6_000L), WHO, "one coupon");
        long ann = person();
        assertThat(claimed(ann, kit.template("one-" + fresh(), null, 1, true))).isEqualTo("OK");
        long second = kit.template("two-" + fresh(), null, 1, true);
        assertThat(claimed(ann, second)).isEqualTo("NEWCOMER_CAP");
        kit.daysPass(31);
        kit.sweep("promotion.coupon.expire");
        assertThat(claimed(ann, second)).isEqualTo("OK");
        long third = kit.template("three-" + fresh(), null, 1, true);
        assertThat(claimed(ann, third)).isEqualTo("NEWCOMER_CAP");
        kit.daysPass(30);
        assertThat(claimed(ann, third)).isEqualTo("OK");
    }

    @Test
    @Capability("PRM-52")
    @DisplayName("PRM-52 staff sets the cap and reads a wallet with what it costs")
    void overHttp() {
        accounts.seedDemo();
        ShopClient operator = ShopClient.of(port).staff("yunying", "demo-yunying-2026");
        operator.put("/api/staff/promotions/newcomers", Map.of("days", 30, "capMinor", 7_000, "reason", "costs")).ok();
        long ann = person();
        long template = kit.template("door-" + fresh(), null, 5, true);
        assertThat(claimed(ann, template)).isEqualTo("OK");
        assertThat(operator.post("/api/staff/promotions/templates/" + template + "/grant", Map.of("customerIds",
                List.of(ann), "reason", "one more")).ok().path("given").asInt()).isZero();
        JsonNode wallet = operator.get("/api/staff/promotions/wallets/" + ann).ok();
        assertThat(wallet.path("costMinor").asLong()).isEqualTo(5_000);
        assertThat(wallet.path("capMinor").asLong()).isEqualTo(7_000);
        assertThat(wallet.path("withheld").size()).isEqualTo(1);
        assertThat(operator.get("/api/staff/promotions/wallets/999").status()).isEqualTo(404);
        String gate = "/api/staff/promotions/templates/" + template + "/gate";
        operator.put(gate, Map.of("hidden", true, "reason", "secret")).ok();
        assertThat(coupons.centre(ann)).noneMatch(offer -> offer.templateId() == template);
        assertThat(operator.put(gate, Map.of("hidden", false, "cohort", "NOBODY", "reason", "odd")).code())
                .isEqualTo("INVALID");
    }
}
