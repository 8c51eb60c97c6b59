package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tuanzi.catalog.Products;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.JoinGroup;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Orderings;
import io.tuanzi.order.Placement;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three seats are three seats, for five hundred friends, after holds have lapsed, and at two nodes with wrong clocks
 * (G1, G2, T1).
 */
@Tag("prove")
@ShopTest(properties = SecondNode.AHEAD)
class SeatProofTest {

    private static final long SKU = 820_001;
    private static final int AT_ONCE = 10_000;

    @Autowired
    private Groups groups;
    @Autowired
    private Stock stock;
    @Autowired
    private Products products;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TestDatabase database;
    private List<Groups> nodes = List.of();

    private final Activity activity = new Activity(SKU, SKU, 3, 60, 10, 100_000, "MOVE", Instant.EPOCH, null, null,
            1, Map.of(SKU, 900L));

    private Placement join(@Nullable Long groupId, long customer, String key) {
        return nodes.get((int) (customer % nodes.size())).join(new JoinGroup(groupId, activity,
                Orderings.of(products.snapshot().version(), customer, key,
                List.of(new Orderings.Line(SKU, 1, 1_000)), List.of())));
    }

    @Test
    void fiveHundredJoinersTakeThreeSeatsInEachGroup() {
        stock.move(SKU, "OPENING", 1_000_000, "proof");
        jdbc.sql("""
                INSERT INTO groupbuy.activity (activity_id, product_id, size, window_minutes, hold_minutes,
                    per_person_limit, late_policy, starts_at)
                VALUES (:a, :a, 3, 60, 10, 100000, 'MOVE', '2020-01-01Z')""").param("a", SKU).update();
        nodes = List.of(groups);
        waves("one");
        try (SecondNode second = new SecondNode(database)) {
            nodes = List.of(groups, second.bean(Groups.class));
            waves("two");
        }
    }

    /** A wave fills the groups, eleven minutes free the seats nobody paid, another wave fills them again. */
    private void waves(String name) {
        int many = Hammer.size(200, 10);
        int joiners = Hammer.size(500, 40);
        List<Long> open = new ArrayList<>();
        for (int g = 0; g < many; g++) {
            open.add(Objects.requireNonNull(((Placed) join(null, 1_000_000 + g, name + "-leader-" + g)).groupId()));
        }
        List<Placement> first = wave(open, joiners, name + "-first");
        assertThat(first.stream().filter(Placed.class::isInstance).count()).isEqualTo(2L * many);
        jdbc.sql("UPDATE platform.shop_clock SET shop_at = shop_at + interval '11 minutes'").update();
        await().atMost(Duration.ofSeconds(120)).until(() ->
                groups.groups(open).stream().allMatch(g -> g.held() == 0));
        wave(open, joiners, name + "-second");
        assertThat(groups.groups(open)).extracting(GroupView::held).containsOnly(3);
        Campaign.write("hammer-seat-" + nodes.size() + "-nodes", 2L * many * joiners, 0);
    }

    private List<Placement> wave(List<Long> open, int joiners, String name) {
        List<Placement> answers = new ArrayList<>();
        List<Callable<Placement>> calls = new ArrayList<>();
        for (int i = 0; i < joiners; i++) {
            for (int g = 0; g < open.size(); g++) {
                long customer = 2_000_000L + (long) g * joiners + i;
                long group = open.get(g);
                String key = name + "-" + g + "-" + i;
                calls.add(() -> patient(group, customer, key));
            }
            if (calls.size() >= AT_ONCE || i == joiners - 1) {
                answers.addAll(Hammer.strike(calls));
                calls.clear();
            }
        }
        return answers;
    }

    /** Comes again with the same key when the shop is busy, as the storefront does. */
    private Placement patient(long group, long customer, String key) {
        while (true) {
            try {
                return join(group, customer, key);
            } catch (io.tuanzi.platform.problem.Problem busy) {
                Thread.yield();
            }
        }
    }
}
