package io.tuanzi.groupbuy.internal;

import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.JoinGroup;
import io.tuanzi.groupbuy.events.GroupOpened;
import io.tuanzi.groupbuy.events.SeatHeld;
import io.tuanzi.groupbuy.internal.GroupBook.Held;
import io.tuanzi.groupbuy.internal.GroupBook.NewGroup;
import io.tuanzi.groupbuy.internal.GroupBook.NewSeat;
import io.tuanzi.groupbuy.internal.GroupBook.Row;
import io.tuanzi.order.Orders;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement;
import io.tuanzi.order.Placement.Refused;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.commit.BatchDesk;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.facts.NewFact;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.ShopTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes seats in batches: locks the groups in order, lets orders decide each order in arrival order with the seat as
 * its admission, then writes seats and counters, one statement per table (G1).
 */
@Component
class JoinDesk implements BatchDesk<JoinGroup, Placement> {

    static final String HOLD = "GROUP";

    private final GroupBook book;
    private final ActivityBook activities;
    private final Orders orders;
    private final Facts facts;
    private final Ids ids;
    private final ShopTime time;

    JoinDesk(GroupBook book, ActivityBook activities, Orders orders, Facts facts, Ids ids, ShopTime time) {
        this.book = book;
        this.activities = activities;
        this.orders = orders;
        this.facts = facts;
        this.ids = ids;
        this.time = time;
    }

    @Override
    public Optional<Placement> answered(JoinGroup command) {
        return Optional.ofNullable(orders.answered(command.order()));
    }

    @Override
    public List<Placement> decide(List<JoinGroup> commands) {
        Tx.requireOpen("joining");
        List<Long> groupIds = commands.stream().map(JoinGroup::groupId).filter(Objects::nonNull).distinct().sorted()
                .toList();
        Table table = new Table(commands, groupIds);
        List<PlaceOrder> withSeats = commands.stream().map(table::seatFor).toList();
        List<Placement> answers = orders.placeAll(withSeats);
        table.write();
        return answers;
    }

    /** A seat taken in this batch, with the counters right after it. */
    private record Sat(long groupId, long orderId, JoinGroup command, int version, int held, int paid, int size) {
    }

    /** The groups of a batch with what is free at each while the batch is decided. */
    private final class Table {
        private final Map<Long, Row> rows = new HashMap<>();
        private final Map<Long, Integer> heldNow = new TreeMap<>();
        private final Map<Long, Set<Long>> sitting = new HashMap<>();
        private final Map<Long, Integer> versions = new HashMap<>();
        private final List<Sat> sat = new ArrayList<>();
        private final List<NewGroup> opened = new ArrayList<>();
        private final Instant now = time.now();

        Table(List<JoinGroup> commands, List<Long> groupIds) {
            if (!groupIds.isEmpty()) {
                book.lock(groupIds).forEach(row -> rows.put(row.groupId(), row));
                book.liveSeats(groupIds).forEach(seat -> sitting
                        .computeIfAbsent(seat.groupId(), g -> new HashSet<>()).add(seat.customerId()));
            }
            commands.stream().map(c -> c.activity().activityId()).distinct()
                    .forEach(id -> versions.put(id, activities.runningVersion(id)));
        }

        PlaceOrder seatFor(JoinGroup command) {
            long groupId = command.groupId() == null ? ids.next() : command.groupId();
            PlaceOrder order = command.order();
            return new PlaceOrder(order.customerId(), order.key(), order.bodyHash(), "GROUP",
                    command.activity().activityId(), groupId, order.request(), order.quote(), order.catalogVersion(),
                    order.limits(), order.addressJson(), order.note(), order.payWindowMinutes(),
                    new SeatAdmission(this, command, groupId));
        }

        @Nullable Refused refusal(JoinGroup command, long groupId) {
            Activity activity = command.activity();
            if (versions.getOrDefault(activity.activityId(), 0) != activity.version()) {
                return Refused.of("ACTIVITY_CHANGED", Map.of());
            }
            if (command.groupId() == null) {
                return null;
            }
            Row row = rows.get(groupId);
            if (row == null) {
                return Refused.of("NOT_FOUND", Map.of("what", "group"));
            }
            if (!row.joinable() || row.activityId() != activity.activityId()) {
                return Refused.of("GROUP_CLOSED", Map.of("state", row.state()));
            }
            if (sitting.getOrDefault(groupId, Set.of()).contains(command.order().customerId())) {
                return Refused.of("GROUP_ALREADY_IN", Map.of("groupId", groupId));
            }
            int taken = row.held() + row.paid() + heldNow.getOrDefault(groupId, 0);
            return taken < row.size() ? null : Refused.of("GROUP_FULL", Map.of("size", row.size()));
        }

        void sit(JoinGroup command, long groupId, long orderId) {
            long customer = command.order().customerId();
            sitting.computeIfAbsent(groupId, g -> new HashSet<>()).add(customer);
            Activity a = command.activity();
            Row row = rows.get(groupId);
            if (row == null) {
                opened.add(new NewGroup(groupId, a.activityId(), a.productId(), customer, a.size(),
                        a.windowMinutes()));
                sat.add(new Sat(groupId, orderId, command, 2, 1, 0, a.size()));
                return;
            }
            int more = heldNow.merge(groupId, 1, Integer::sum);
            sat.add(new Sat(groupId, orderId, command, row.version() + more, row.held() + more, row.paid(),
                    row.size()));
        }

        void write() {
            if (sat.isEmpty()) {
                return;
            }
            if (!opened.isEmpty()) {
                book.insertGroups(opened);
            }
            List<Held> held = heldNow.entrySet().stream().map(e -> new Held(e.getKey(), e.getValue())).toList();
            if (!held.isEmpty() && book.hold(held) != held.size()) {
                throw new IllegalStateException("G1: a locked group did not take the seats decided for it");
            }
            book.insertSeats(sat.stream().map(s -> new NewSeat(s.orderId(), s.groupId(),
                    s.command().order().customerId(), s.command().activity().holdMinutes())).toList());
            List<NewFact> told = new ArrayList<>();
            for (NewGroup g : opened) {
                told.add(new NewFact(g.groupId(), 1, new GroupOpened(g.groupId(), g.activityId(), g.productId(),
                        g.leaderId(), g.size(), now.plusSeconds(60L * g.windowMinutes()).toEpochMilli())));
            }
            sat.forEach(s -> told.add(new NewFact(s.groupId(), s.version(), new SeatHeld(s.groupId(), s.orderId(),
                    s.command().order().customerId(), s.held(), s.paid(), s.size()))));
            facts.record(told);
        }
    }

    /** The seat's say in the placing of its order. */
    private record SeatAdmission(Table table, JoinGroup command, long groupId) implements PlaceOrder.Admission {

        @Override
        public @Nullable Refused refuses() {
            return table.refusal(command, groupId);
        }

        @Override
        public String holdKind() {
            return HOLD;
        }

        @Override
        public void admitted(long orderId) {
            table.sit(command, groupId, orderId);
        }
    }
}
