package io.tuanzi.promotion;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the stories about coupons need of a shop. */
record CouponKit(Coupons coupons, Redemptions redemptions, Offers offers, Tx tx, JdbcClient jdbc,
        TestDatabase database, List<Sweep> sweeps) {

    private static final int AT_ONCE = 8;
    private static final AtomicLong SERIAL = new AtomicLong(5_000);

    static long fresh() {
        return SERIAL.incrementAndGet();
    }

    long granted(long customerId, String template) {
        return granted(customerId, template, "test:" + fresh());
    }

    long granted(long customerId, String template, String key) {
        if (coupons.grant(customerId, template, key) instanceof Coupons.Grant.Granted(long couponId, boolean before)) {
            return couponId;
        }
        throw new AssertionError("not granted");
    }

    /** A template of its own over the ¥50 coupon rule. */
    long template(String code, @Nullable Long cap, int perPerson, boolean backOnRefund) {
        return offers.addTemplate(new Offers.TemplateEdit(code, 3, cap, perPerson, 30, true, backOnRefund, true, null,
                null), "staff:1 test", "a test needs it").templateId();
    }

    /** Puts a coupon on an order the way placing does: lock, decide on the locked row, write. */
    boolean place(long orderId, long customerId, long couponId) {
        return tx.call("test.place", () -> {
            Redemptions.LockedCoupon coupon = redemptions.lock(List.of(couponId)).get(couponId);
            if (coupon == null || coupon.customerId() != customerId || !coupon.usable()) {
                return false;
            }
            redemptions.redeem(List.of(new Redemption(orderId, customerId, couponId, 5_000)));
            return true;
        });
    }

    void pay(long orderId) {
        tx.run("test.pay", () -> redemptions.settle(orderId));
    }

    int giveUp(long orderId) {
        return tx.call("test.close", () -> redemptions.giveBack(orderId));
    }

    String state(long couponId) {
        return jdbc.sql("SELECT state FROM promotion.coupon WHERE coupon_id = :id").param("id", couponId)
                .query(String.class).single();
    }

    List<String> facts(long couponId) {
        return jdbc.sql("""
                SELECT type FROM (SELECT type, seq FROM platform.fact_inbox
                                   WHERE aggregate = 'coupon' AND aggregate_id = :id
                                  UNION SELECT type, seq FROM platform.fact_log
                                   WHERE aggregate = 'coupon' AND aggregate_id = :id) f ORDER BY seq""")
                .param("id", couponId).query(String.class).list();
    }

    void sweep(String name) {
        Sweep sweep = sweeps.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        int most = 100;
        while (sweep.sweep() > 0 && most-- > 0) {
            Objects.requireNonNull(sweep.name());
        }
    }

    /** Turns the shop's clock forward. */
    void daysPass(int days) throws SQLException {
        try (Connection owner = database.owner().open(); Statement statement = owner.createStatement()) {
            statement.execute("UPDATE platform.shop_clock SET shop_at = shop_at + make_interval(days => " + days + ")");
        }
    }

    /** Runs all, eight at any moment (the pool has ten connections), and returns what each returned. */
    static <T> List<T> together(List<Callable<T>> all) throws Exception {
        return together(AT_ONCE, all);
    }

    /** Runs all, so many at any moment, and returns what each returned. */
    static <T> List<T> together(int atOnce, List<Callable<T>> all) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            for (Callable<T> one : all) {
                running.add(threads.submit(() -> {
                    go.await();
                    return one.call();
                }));
            }
            go.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }
}
