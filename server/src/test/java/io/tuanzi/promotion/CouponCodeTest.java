package io.tuanzi.promotion;

import static io.tuanzi.promotion.CouponKit.fresh;
import static io.tuanzi.promotion.CouponKit.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.promotion.CouponCodes.Batch;
import io.tuanzi.promotion.CouponCodes.Change;
import io.tuanzi.promotion.CouponCodes.Kind;
import io.tuanzi.promotion.CouponCodes.Plain;
import io.tuanzi.promotion.CouponCodes.Print;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Codes that become coupons, one by one and under fire; the audit views look over the result after the class. */
@ShopTest
class CouponCodeTest {

    private static final int CROWD = 64;
    private static final String WHO = "staff:1 test";

    @Autowired Coupons coupons;
    @Autowired CouponCodes codes;
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

    private long template(@Nullable Long cap) {
        return kit.template("code-" + fresh(), cap, 1, true);
    }

    private Batch single(long template, int count) {
        return codes.print(new Print(template, "地推卡", Kind.SINGLE, count, null, count, 1, null, null, List.of()),
                WHO, "a test");
    }

    private Batch shared(long template, String word, long cap, int perPerson) {
        return codes.print(new Print(template, "直播口令", Kind.SHARED, 1, word, cap, perPerson, null, null, List.of()),
                WHO, "a test");
    }

    private List<String> plain(Batch batch) {
        return codes.export(batch.batchId(), WHO, "to the printer").stream().map(Plain::code).toList();
    }

    private String typed(long customer, String code, String key) {
        try {
            codes.redeem(customer, code, key);
            return "OK";
        } catch (Problem refused) {
            return refused.code();
        }
    }

    @Test
    @DisplayName("PRM-12 a printed code becomes one coupon, however it is typed, and says so to the next")
    void aCodeIsGoodOnce() {
        Batch batch = single(template(null), 3);
        List<String> all = plain(batch);
        assertThat(new HashSet<>(all)).hasSize(3).allMatch(code -> code.matches("(\\w{4}-){2}\\w{4}"));
        long ann = fresh();
        long coupon = codes.redeem(ann, " " + all.get(0).toLowerCase(Locale.ROOT).replace("-", " "), "key-1")
                .couponId();
        assertThat(codes.redeem(ann, all.get(0), "key-1").couponId()).isEqualTo(coupon);
        assertThat(kit.facts(coupon)).containsExactly("coupon.issued");
        assertThat(typed(ann, all.get(0), "key-2")).isEqualTo("CODE_HAD");
        assertThat(typed(fresh(), all.get(0), "key-3")).isEqualTo("CODE_USED");
        assertThat(typed(ann, all.get(1), "key-4")).as("one of the batch for each").isEqualTo("CODE_HAD");
        assertThat(typed(fresh(), "AAAA-AAAA-AAAA", "key-5")).isEqualTo("CODE_UNKNOWN");
        assertThat(codes.export(batch.batchId(), WHO, "who came").getFirst().usedBy()).isEqualTo(ann);
        assertThat(coupons.of(ann, "AVAILABLE", Long.MAX_VALUE, 5).items()).singleElement()
                .satisfies(one -> assertThat(one.source()).isEqualTo("CODE"));
    }

    @Test
    @DisplayName("codes lie in the database sealed: nobody who reads it can use them")
    void codesLieSealed() {
        List<String> all = plain(single(template(null), 2));
        assertThat(jdbc.sql("SELECT encode(sealed, 'escape') || encode(code_index, 'escape') FROM promotion.code")
                .query(String.class).list()).noneMatch(row -> all.stream()
                        .anyMatch(code -> row.contains(code) || row.contains(code.replace("-", ""))));
    }

    @Test
    @Capability("PRM-24")
    @DisplayName("PRM-24 a personal code works for its person only, who is told of it")
    void aPersonalCodeIsForItsPerson() {
        long ann = person("13800020001");
        Batch batch = codes.print(new Print(template(null), "买家秀入选", Kind.PERSONAL, 1, null, 1, 1, null, null,
                List.of(ann)), WHO, "her review is in the column");
        String code = plain(batch).getFirst();
        assertThat(typed(fresh(), code, "key-1")).isEqualTo("CODE_NOT_YOURS");
        assertThat(jdbc.sql("SELECT count(*) FROM customer.message WHERE customer_id = :c AND kind = 'COUPON.code'")
                .param("c", ann).query(Integer.class).single()).isOne();
        assertThat(typed(ann, code, "key-2")).isEqualTo("OK");
    }

    @Autowired io.tuanzi.customer.Customers customers;

    private long person(String phone) {
        return customers.register(new io.tuanzi.customer.NewCustomer(phone, "顾客", "a1", false, null));
    }

    @Test
    @DisplayName("a stopped, an ended, a future and an exhausted batch each say what they are")
    void refusalsSayWhy() {
        java.time.Instant now = jdbc.sql("SELECT shop_now()").query(java.sql.Timestamp.class).single().toInstant();
        Batch shared = shared(template(null), "TEA" + fresh(), 2, 1);
        String word = plain(shared).getFirst();
        assertThat(typed(fresh(), word, "key-1")).isEqualTo("OK");
        codes.change(shared.batchId(), new Change("直播口令", 2, null, false), WHO, "stop it");
        assertThat(typed(fresh(), word, "key-2")).isEqualTo("CODE_STOPPED");
        codes.change(shared.batchId(), new Change("直播口令", 2, now.minusSeconds(60), true), WHO, "it is over");
        assertThat(typed(fresh(), word, "key-3")).isEqualTo("CODE_ENDED");
        codes.change(shared.batchId(), new Change("直播口令", 1, null, true), WHO, "no more of them");
        assertThat(typed(fresh(), word, "key-4")).isEqualTo("CODE_GONE");
        Batch later = codes.print(new Print(template(null), "明天", Kind.SHARED, 1, "SOON" + fresh(), 5, 1,
                now.plusSeconds(3_600), null, List.of()), WHO, "tomorrow");
        assertThat(typed(fresh(), plain(later).getFirst(), "key-5")).isEqualTo("CODE_NOT_YET");
        assertThat(codes.batches().getFirst().used()).isZero();
    }

    @Test
    @DisplayName("C1 one printed code typed by 64 people at once: one has the coupon")
    void oneCodeSixtyFourPeople() throws Exception {
        long template = template(null);
        for (int round = 0; round < 5; round++) {
            String code = plain(single(template, 1)).getFirst();
            List<Callable<String>> all = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                long customer = fresh();
                all.add(() -> typed(customer, code, "key-" + customer));
            }
            List<String> said = together(CROWD, all);
            assertThat(Collections.frequency(said, "OK")).isOne();
            assertThat(Collections.frequency(said, "CODE_USED")).isEqualTo(CROWD - 1);
        }
        assertThat(issued(template)).isEqualTo(5);
    }

    @Test
    @DisplayName("C1 a shared code with a cap of 100 and 300 people at once: a hundred have it, one each")
    void aSharedCodeKeepsItsCap() throws Exception {
        long template = template(null);
        String code = plain(shared(template, "RUSH" + fresh(), 100, 1)).getFirst();
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long customer = fresh();
            all.add(() -> typed(customer, code, "key-a-" + customer));
            if (i < 20) {
                all.add(() -> typed(customer, code, "key-b-" + customer));
            }
        }
        List<String> said = together(CROWD, all);
        assertThat(Collections.frequency(said, "OK")).isEqualTo(100);
        assertThat(issued(template)).isEqualTo(100);
    }

    @Test
    @DisplayName("C1 the coupon's own cap holds over codes and claims together")
    void theCouponsOwnCapHolds() throws Exception {
        long template = template(10L);
        List<String> printed = plain(single(template, 40));
        List<Callable<String>> all = new ArrayList<>();
        for (String code : printed) {
            long customer = fresh();
            all.add(() -> typed(customer, code, "key-" + customer));
            long other = fresh();
            all.add(() -> {
                try {
                    coupons.claim(other, template, "claim-" + other);
                    return "OK";
                } catch (Problem refused) {
                    return refused.code();
                }
            });
        }
        List<String> said = together(CROWD, all);
        assertThat(Collections.frequency(said, "OK")).isEqualTo(10);
        assertThat(Collections.frequency(said, "COUPON_GONE")).isEqualTo(70);
        assertThat(issued(template)).isEqualTo(10);
    }

    private long issued(long template) {
        return jdbc.sql("SELECT count(*) FROM promotion.coupon WHERE template_id = :t").param("t", template)
                .query(Long.class).single();
    }
}
