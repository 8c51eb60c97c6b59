package io.tuanzi.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.Seeds;
import io.tuanzi.testing.ShopTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * Random lives of orders against a model in a few lines (R2, R3, acceptance 9).
 *
 * <p>People bring people; orders are paid, held, released, partly and wholly refunded, closed, completed, in any order
 * that orders can take; money is withdrawn in between. What everyone earned must be what the model says, to the fen.
 */
@ShopTest
@Import(RewardsKit.class)
class EarningModelTest {

    private static final int RATE_BP = 500;

    private static final class Order {
        private final long id;
        private final long buyer;
        private final long[] net;
        private boolean held;
        private boolean counts;
        private boolean completed;

        Order(long id, long buyer, long[] net, boolean held) {
            this.id = id;
            this.buyer = buyer;
            this.net = net;
            this.held = held;
            this.counts = !held;
        }

        long netMinor() {
            long sum = 0;
            for (long line : net) {
                sum += line;
            }
            return sum;
        }

        boolean stands() {
            return counts && netMinor() > 0;
        }
    }

    @Autowired
    private RewardsKit kit;
    @Autowired
    private Promoters promoters;
    @Autowired
    private Withdrawals withdrawals;

    @Test
    void earningsAreWhatStandsWhateverHappened() {
        Seeds.run(12, this::life);
    }

    private void life(SplittableRandom random) {
        List<Long> people = new ArrayList<>();
        Map<Long, Long> inviter = new HashMap<>();
        people.add(kit.promoter());
        for (int i = 0; i < 7; i++) {
            long above = people.get(random.nextInt(people.size()));
            long person = kit.promoter();
            kit.bind(person, above);
            inviter.put(person, above);
            people.add(person);
        }
        Map<Long, Long> withdrawn = new HashMap<>();
        List<Order> orders = new ArrayList<>();
        int steps = 20 + random.nextInt(60);
        for (int step = 0; step < steps; step++) {
            if (orders.isEmpty() || random.nextInt(3) == 0) {
                orders.add(place(random, people.get(random.nextInt(people.size()))));
            } else {
                act(random, orders.get(random.nextInt(orders.size())));
            }
            if (random.nextInt(12) == 0) {
                kit.settle();
                withdraw(random, people.get(random.nextInt(people.size())), withdrawn);
            }
        }
        kit.settle();
        check(people, inviter, orders, withdrawn);
        String before = kit.state();
        kit.hearAgain(1 + random.nextInt(2));
        assertThat(kit.state()).as("heard again").isEqualTo(before);
    }

    private Order place(SplittableRandom random, long buyer) {
        long[] lines = random.longs(1 + random.nextInt(3), 0, 20_000).toArray();
        boolean held = random.nextInt(3) == 0;
        Order order = new Order(kit.newOrderId(), buyer, lines, held);
        kit.paid(order.id, buyer, held, RewardsKit.lines(lines));
        return order;
    }

    private void act(SplittableRandom random, Order order) {
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                int line = random.nextInt(order.net.length);
                long back = random.nextBoolean() ? order.net[line] : random.nextLong(order.net[line] + 1);
                order.net[line] -= back;
                kit.refunded(order.id, order.buyer, line + 1, back, order.net[line]);
            }
            case 2 -> {
                if (order.held && order.netMinor() > 0) {
                    order.held = false;
                    order.counts = true;
                    kit.released(order.id, order.buyer, RewardsKit.lines(new long[order.net.length]));
                }
            }
            case 3 -> {
                if (order.stands()) {
                    order.completed = true;
                    kit.completed(order.id, order.buyer);
                }
            }
            default -> {
                if (order.held) {
                    java.util.Arrays.fill(order.net, 0);
                    order.held = false;
                    kit.closed(order.id, order.buyer, true);
                }
            }
        }
    }

    private void withdraw(SplittableRandom random, long person, Map<Long, Long> withdrawn) {
        long payable = promoters.earnings(person).payableMinor();
        if (payable >= 100) {
            long amount = 100 + random.nextLong(payable - 99);
            if (withdrawals.of(person, Long.MAX_VALUE, 100).items().size() < 3) {
                withdrawals.request(person, "model-" + kit.newOrderId(), amount);
                withdrawn.merge(person, amount, Long::sum);
            }
        }
    }

    private void check(List<Long> people, Map<Long, Long> inviter, List<Order> orders, Map<Long, Long> withdrawn) {
        for (long person : people) {
            long waits = 0;
            long got = 0;
            Set<Long> friends = new HashSet<>();
            for (Order order : orders) {
                if (order.counts && Long.valueOf(person).equals(inviter.get(order.buyer))) {
                    for (long net : order.net) {
                        waits += order.completed ? 0 : net * RATE_BP / 10_000;
                        got += order.completed ? net * RATE_BP / 10_000 : 0;
                    }
                    if (order.stands()) {
                        friends.add(order.buyer);
                    }
                }
            }
            Earnings earned = promoters.earnings(person);
            assertThat(earned.pendingMinor()).as("waiting of %s", person).isEqualTo(waits);
            assertThat(earned.payableMinor() - earned.owedMinor() + earned.withdrawnMinor())
                    .as("came to %s", person).isEqualTo(got);
            assertThat(earned.payableMinor() == 0 || earned.owedMinor() == 0).isTrue();
            assertThat(earned.withdrawnMinor()).isEqualTo(withdrawn.getOrDefault(person, 0L));
            assertThat(live(person, "000-tier1")).as("rounds of %s", person).isEqualTo(friends.size() / 3);
            boolean bought = orders.stream().anyMatch(o -> o.stands() && o.buyer == person);
            assertThat(live(person, "000-tier2")).as("first orders of %s", person)
                    .isEqualTo(friends.size() + (bought && inviter.containsKey(person) ? 1 : 0));
        }
    }

    private long live(long person, String scheme) {
        return kit.earned(person).stream().filter(a -> a.schemeCode().equals(scheme)
                && !a.state().equals("REVERSED")).count();
    }
}
