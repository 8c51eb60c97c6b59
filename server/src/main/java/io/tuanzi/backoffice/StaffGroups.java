package io.tuanzi.backoffice;

import io.tuanzi.backoffice.FactTexts.Sentence;
import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.insight.Figures;
import io.tuanzi.insight.Metric;
import io.tuanzi.ledger.Ledger;
import io.tuanzi.order.OrderNo;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.facts.Recorded;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.shopfront.Cards;
import io.tuanzi.shopfront.Cards.GroupCard;
import io.tuanzi.shopfront.Cards.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Groups for staff: a list, one group with its members and its history from the facts, and figures (GRP-12). */
@RestController
@RequestMapping("/api/staff/groups")
class StaffGroups {

    /** A group in the staff's list: the shopper's card, when it was opened, late payers seated and refunded. */
    record Row(long groupId, long productId, String title, String picture, int size, int paid, int held,
               List<Seat> seats, Seat leader, long priceMinor, long singlePriceMinor, Instant expiresAt,
               String state, Instant opened, int moved, int lateRefunds) {
    }

    record Member(long orderId, String orderNo, String customer, String state, @Nullable Instant heldUntil) {
    }

    record Line(Instant at, String text) {
    }

    record Detail(long groupId, long productId, String title, String picture, int size, int paid, int held,
                  List<Seat> seats, Seat leader, long priceMinor, long singlePriceMinor, Instant expiresAt,
                  String state, List<Member> members, List<Line> history) {
    }

    /**
     * Figures of all groups.
     *
     * @param fillRateBp filled of those that ended
     * @param newPerGroup new people who came by a link, per opened group, rounded down
     * @param rewardCostMinor what rewards have cost so far, fen
     */
    record Stats(long opened, long filled, long failed, long fillRateBp, long newPerGroup, long rewardCostMinor) {
    }

    private static final Set<String> STATES = Set.of("OPEN", "COMPLETED", "EXPIRED");
    private static final int MOST_HISTORY = 200;

    private final Groups groups;
    private final Cards cards;
    private final Customers customers;
    private final Ledger ledger;
    private final FactDesk facts;
    private final FactTexts texts;
    private final Figures figures;
    private final ShopTime time;

    StaffGroups(Groups groups, Cards cards, Customers customers, Ledger ledger, FactDesk facts, FactTexts texts,
                Figures figures, ShopTime time) {
        this.groups = groups;
        this.cards = cards;
        this.customers = customers;
        this.ledger = ledger;
        this.facts = facts;
        this.texts = texts;
        this.figures = figures;
        this.time = time;
    }

    @GetMapping
    @Permit("GROUP_VIEW")
    Paged<Row> list(StaffMember staff, @RequestParam(required = false) @Nullable String state, PageAsk page) {
        if (state != null && !STATES.contains(state)) {
            throw Problem.invalid("state", "choice").with("choices", String.join(", ", STATES));
        }
        page.beforeId();
        Paged<GroupView> views = groups.groups(state, page.after(), page.limit());
        List<Long> ids = views.items().stream().map(GroupView::groupId).toList();
        Map<Long, Long> moved = facts.count("group", ids, "group.member.moved");
        Map<Long, Long> refused = facts.count("group", ids, "group.member.refused");
        List<GroupCard> shown = cards.groups(views.items(), 0, Language.current().locale());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            GroupCard c = shown.get(i);
            rows.add(new Row(c.groupId(), c.productId(), c.title(), c.picture(), c.size(), c.paid(), c.held(),
                    c.seats(), c.leader(), c.priceMinor(), c.singlePriceMinor(), c.expiresAt(), c.state(),
                    views.items().get(i).openedAt(), moved.getOrDefault(c.groupId(), 0L).intValue(),
                    refused.getOrDefault(c.groupId(), 0L).intValue()));
        }
        return new Paged<>(rows, views.next());
    }

    @GetMapping("/{groupId}")
    @Permit("GROUP_VIEW")
    Detail detail(StaffMember staff, @PathVariable long groupId) {
        Fields.id("group", groupId);
        GroupView view = groups.group(groupId).orElseThrow(() -> Problem.notFound("group"));
        GroupCard c = cards.groups(List.of(view), 0, Language.current().locale()).getFirst();
        Map<Long, CustomerView> people = customers.views(view.seats().stream()
                .map(GroupView.SeatView::customerId).toList());
        List<Member> members = view.seats().stream().map(seat -> member(seat, people.get(seat.customerId()))).toList();
        List<Recorded<JsonNode>> past = facts.facts("group", groupId, null, null, MOST_HISTORY).items().reversed();
        List<Sentence> said = texts.say(past, Language.current());
        return new Detail(c.groupId(), c.productId(), c.title(), c.picture(), c.size(), c.paid(), c.held(), c.seats(),
                c.leader(), c.priceMinor(), c.singlePriceMinor(), c.expiresAt(), c.state(), members,
                said.stream().map(line -> new Line(line.at(), line.text())).toList());
    }

    private static Member member(GroupView.SeatView seat, @Nullable CustomerView person) {
        return new Member(seat.orderId(), OrderNo.of(seat.orderId()), person == null ? "" : person.nickname(),
                seat.state(), "HELD".equals(seat.state()) ? seat.heldUntil() : null);
    }

    @GetMapping("/stats")
    @Permit("GROUP_VIEW")
    Stats stats(StaffMember staff) {
        Groups.Stats all = groups.stats();
        long ended = all.completed() + all.expired();
        Map<String, Long> books = ledger.totalsByClass();
        long invited = figures.sums(Instant.EPOCH, time.now()).getOrDefault(Metric.INVITED_CUSTOMERS, 0L);
        long cost = -books.getOrDefault("expense", 0L) - books.getOrDefault("marketing", 0L);
        return new Stats(all.opened(), all.completed(), all.expired(),
                ended == 0 ? 0 : all.completed() * 10_000 / ended,
                all.opened() == 0 ? 0 : invited / all.opened(), cost);
    }
}
