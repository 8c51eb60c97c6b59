package io.tuanzi.promotion;

import static io.tuanzi.promotion.CouponKit.fresh;
import static io.tuanzi.promotion.CouponKit.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** C1 and C2 under fire, on real PostgreSQL; the audit views look over the result after the class. */
@ShopTest
class CouponHammerTest {

    @Autowired Coupons coupons;
    @Autowired Redemptions redemptions;
    @Autowired Offers offers;
    @Autowired Tx tx;
    @Autowired JdbcClient jdbc;
    @Autowired TestDatabase database;
    @Autowired List<Sweep> sweeps;
    CouponKit kit;

    @BeforeEach
    void shop() {
        kit = new CouponKit(coupons, redemptions, offers, tx, jdbc, database, sweeps);
    }

    @Test
    @DisplayName("C1 one coupon on 50 orders at once: one order has it")
    void oneCouponOnFiftyOrders() throws Exception {
        fiftyOrdersForOneCoupon(2);
    }

    @Test
    @Tag("prove")
    @DisplayName("C1 one coupon on 50 orders at once, 100 coupons")
    void oneCouponOnFiftyOrdersAHundredTimes() throws Exception {
        fiftyOrdersForOneCoupon(100);
    }

    private void fiftyOrdersForOneCoupon(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            long ann = fresh();
            long coupon = kit.granted(ann, "invite-three-50");
            List<Callable<Boolean>> orders = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                long order = fresh();
                orders.add(() -> kit.place(order, ann, coupon));
            }
            assertThat(together(orders).stream().filter(won -> won)).hasSize(1);
        }
    }

    @Test
    @DisplayName("C1 a cap of 1 and 60 takers: one has it")
    void aCapOfOne() throws Exception {
        takers(60, 1);
    }

    @Test
    @Tag("prove")
    @DisplayName("C1 a cap of 1 and 500 takers: one has it; a cap of 100: a hundred have it")
    void aCapOfOneAndFiveHundredTakers() throws Exception {
        takers(500, 1);
        takers(500, 100);
    }

    private void takers(int takers, long cap) throws Exception {
        long template = kit.template("cap-" + fresh(), cap, 1, true);
        List<Callable<String>> claims = new ArrayList<>();
        for (int i = 0; i < takers; i++) {
            long customer = fresh();
            claims.add(() -> claimed(customer, template, "key-" + customer));
        }
        List<String> answers = together(claims);
        assertThat(Collections.frequency(answers, "OK")).isEqualTo((int) cap);
        assertThat(Collections.frequency(answers, "COUPON_GONE")).isEqualTo(takers - (int) cap);
    }

    @Test
    @DisplayName("C1 one person claiming 40 times at once has as many as the limit allows")
    void onePersonClaimingAtOnce() throws Exception {
        long template = kit.template("limit-" + fresh(), null, 3, true);
        long ann = fresh();
        List<Callable<String>> claims = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String key = "attempt-" + i;
            claims.add(() -> claimed(ann, template, key));
        }
        assertThat(Collections.frequency(together(claims), "OK")).isEqualTo(3);
    }

    @Test
    @DisplayName("C1 one grant asked for 30 times at once is one coupon")
    void oneGrantAskedForAtOnce() throws Exception {
        long ann = fresh();
        List<Callable<Long>> grants = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            grants.add(() -> kit.granted(ann, "first-order-20", "same-key"));
        }
        assertThat(together(grants).stream().distinct()).hasSize(1);
    }

    @Test
    @DisplayName("C2 giving up, paying, taking back and expiring at once: one of them has the coupon")
    void everythingAtOnce() throws Exception {
        everythingAtOnce(20);
    }

    @Test
    @Tag("prove")
    @DisplayName("C2 giving up, paying, taking back and expiring at once, 1,000 times")
    void everythingAtOnceAThousandTimes() throws Exception {
        everythingAtOnce(1_000);
    }

    private void everythingAtOnce(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            long ann = fresh();
            long order = fresh();
            String key = "race:" + order;
            long coupon = kit.granted(ann, "invite-three-50", key);
            kit.place(order, ann, coupon);
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(() -> kit.giveUp(order));
            }
            all.add(() -> {
                kit.pay(order);
                return 0;
            });
            all.add(() -> {
                coupons.revoke(key);
                return 0;
            });
            Collections.shuffle(all, new java.util.Random(round));
            assertThat(together(all).stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
            assertThat(kit.facts(coupon)).startsWith("coupon.issued").doesNotHaveDuplicates();
        }
    }

    private String claimed(long customer, long template, String key) {
        try {
            coupons.claim(customer, template, key);
            return "OK";
        } catch (Problem refused) {
            return refused.code();
        }
    }
}
