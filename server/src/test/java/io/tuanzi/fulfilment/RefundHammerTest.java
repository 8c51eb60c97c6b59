package io.tuanzi.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.order.Orders;
import io.tuanzi.order.Orders.ReturnedLine;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.order.Returns;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.testing.ShopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** 32 hands refund one line at once; never more goes back than was paid, and never twice for one key (M5). */
@ShopTest
@Import(Goods.class)
class RefundHammerTest {

    private static final int HANDS = 32;

    @Autowired Goods goods;
    @Autowired Orders orders;
    @Autowired Returns returns;
    @Autowired Ledger ledger;

    private static int won(IntFunction<Callable<Boolean>> hand) throws Exception {
        CyclicBarrier start = new CyclicBarrier(HANDS);
        try (ExecutorService pool = Executors.newFixedThreadPool(HANDS)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < HANDS; i++) {
                Callable<Boolean> work = hand.apply(i);
                all.add(pool.submit(() -> {
                    start.await();
                    try {
                        return work.call();
                    } catch (Problem refused) {
                        return false;
                    }
                }));
            }
            int won = 0;
            for (Future<Boolean> each : all) {
                won += each.get() ? 1 : 0;
            }
            return won;
        }
    }

    private void hammer() throws Exception {
        long buyer = goods.person();
        Placed order = goods.placed(buyer, new long[] {goods.sku(), 10, 1_000}, new long[] {goods.sku(), 1, 1});
        goods.discount(order, 1, 3_337);
        goods.pay(order);
        goods.arrives(order);
        long id = order.orderId();
        assertThat(won(i -> () -> {
            orders.refund(id, "hammer:" + id + ":" + i, List.of(new ReturnedLine(1, 1)), "test");
            return true;
        })).isEqualTo(10);
        assertThat(ledger.balance("order/" + id)).isEqualTo(1);
        assertThat(won(i -> () -> orders.refund(id, "one:" + id, List.of(new ReturnedLine(2, 1)), "test")
                .totalMinor() == 1)).isEqualTo(HANDS);
        assertThat(ledger.balance("order/" + id)).isZero();

        Placed other = goods.bought(buyer, new long[] {goods.sku(), 5, 700});
        assertThat(won(i -> () -> returns.request(new Returns.Ask(other.orderId(), buyer,
                List.of(new ReturnedLine(1, 1)), Returns.Kind.RETURN_REFUND, "LATE", null)) > 0)).isEqualTo(5);
    }

    @Test
    void neverMoreThanWasPaid() throws Exception {
        hammer();
    }

    @Test
    @Tag("prove")
    void neverMoreThanWasPaidAgainAndAgain() throws Exception {
        for (int round = 0; round < 20; round++) {
            hammer();
        }
    }
}
