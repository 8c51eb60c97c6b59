package io.tuanzi.promotion.internal;

import io.tuanzi.customer.Customers;
import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.facts.NewFact;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.promotion.events.CouponExpired;
import io.tuanzi.promotion.events.CouponExpiring;
import io.tuanzi.promotion.internal.CouponBook.Names;
import io.tuanzi.promotion.internal.CouponBook.Touched;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes due of coupons by shop time: their end, and a word before it (PRM-13). */
@Configuration(proxyBeanMethods = false)
class CouponSweeps {

    private static final int AT_ONCE = 500;

    /** How long before its end a coupon is told to be ending. */
    static final int REMIND_DAYS = 3;

    @Bean
    Sweep couponExpiry(CouponBook book, Facts facts, Tx tx) {
        return sweep("promotion.coupon.expire", Duration.ofSeconds(5), facts, tx, () -> book.expire(AT_ONCE),
                c -> new NewFact(c.couponId(), c.seq(),
                        new CouponExpired(c.couponId(), c.customerId(), c.templateId())));
    }

    @Bean
    Sweep couponReminder(CouponBook book, Facts facts, Customers customers, Messages messages, Tx tx) {
        return sweep("promotion.coupon.remind", Duration.ofMinutes(1), facts, tx,
                () -> told(book.remind(REMIND_DAYS, AT_ONCE), book, customers, messages),
                c -> new NewFact(c.couponId(), c.seq(),
                        new CouponExpiring(c.couponId(), c.customerId(), c.templateId(), c.validUntil())));
    }

    /** The holders who are still there get a word too, one for each time a coupon comes near its end. */
    private static List<Touched> told(List<Touched> ending, CouponBook book, Customers customers, Messages messages) {
        Map<Long, Names> names = book.names(ending.stream().map(Touched::templateId).distinct().toList());
        Set<Long> there = customers.views(ending.stream().map(Touched::customerId).distinct().toList()).keySet();
        for (Touched c : ending) {
            if (!there.contains(c.customerId())) {
                continue;
            }
            Names of = Objects.requireNonNull(names.get(c.templateId()));
            messages.send(new NewMessage(c.customerId(), "coupon.expiring:" + c.couponId() + ":" + c.seq(),
                    "COUPON.expiring", Map.of("title", of.zh(), "titleEn", of.en()), "/pages/coupons/coupons"));
        }
        return ending;
    }

    private static Sweep sweep(String name, Duration every, Facts facts, Tx tx, Supplier<List<Touched>> due,
            Function<Touched, NewFact> fact) {
        return new Sweep() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration every() {
                return every;
            }

            @Override
            public int sweep() {
                return tx.call(name, () -> {
                    List<Touched> touched = due.get();
                    if (!touched.isEmpty()) {
                        facts.record(touched.stream().map(fact).toList());
                    }
                    return touched.size();
                });
            }
        };
    }
}
