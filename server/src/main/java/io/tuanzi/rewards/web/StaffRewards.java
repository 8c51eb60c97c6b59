package io.tuanzi.rewards.web;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.order.OrderNo;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.rewards.AccrualView;
import io.tuanzi.rewards.Bindings;
import io.tuanzi.rewards.Earnings;
import io.tuanzi.rewards.Promoters;
import io.tuanzi.rewards.Promoters.Node;
import io.tuanzi.rewards.Promoters.Promoter;
import io.tuanzi.rewards.Promoters.Suspension;
import io.tuanzi.rewards.SchemeRule;
import io.tuanzi.rewards.Schemes;
import io.tuanzi.rewards.Schemes.SchemeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Promoters, the chain they stand in, earnings and schemes, for staff. */
@RestController
@RequestMapping("/api/staff")
class StaffRewards {

    record PromoterRow(long customerId, String nickname, String phoneMasked, String inviteCode, Instant joinedAt,
                       long invitees, long buyers, Earnings earnings, String state,
                       @Nullable Instant suspendedSince) {
    }

    record PromoterDetail(PromoterRow promoter, List<Suspension> suspensions) {
    }

    record Decision(String reason) {
    }

    record NodeRow(long customerId, String nickname, @Nullable Instant boundAt, long directInvitees,
                   long paidMinor) {
    }

    record ChainView(List<NodeRow> ancestors, Paged<NodeRow> children, int depth, long subtreeCustomers,
                     long subtreePaidMinor) {
    }

    record SchemeRow(String code, String name, String kind, int version, boolean enabled, Map<String, Object> rule,
                     String sentence, @Nullable String legalNote, long issued, long costMinor) {
    }

    record PutScheme(@Nullable String kind, @Nullable Boolean enabled, @Nullable String nameZh,
                     @Nullable String nameEn, @Nullable JsonNode rule, String reason) {
    }

    record PutPolicy(int validDays, int bindWithinDays, String rebind, String reason) {
    }

    private final Promoters promoters;
    private final Bindings bindings;
    private final Schemes schemes;
    private final Customers customers;
    private final SchemeWords words;
    private final AccrualRows rows;
    private final Once once;

    StaffRewards(Promoters promoters, Bindings bindings, Schemes schemes, Customers customers, SchemeWords words,
                 AccrualRows rows, Once once) {
        this.promoters = promoters;
        this.bindings = bindings;
        this.schemes = schemes;
        this.customers = customers;
        this.words = words;
        this.rows = rows;
        this.once = once;
    }

    @GetMapping("/promoters")
    @Permit("REWARD_VIEW")
    Paged<PromoterRow> list(StaffMember staff, @RequestParam(required = false) @Nullable String q, PageAsk page) {
        String words = Fields.optionalText("q", q, 40);
        List<Long> among = words == null ? List.of() : named(words);
        if (words != null && among.isEmpty()) {
            return new Paged<>(List.of(), null);
        }
        Paged<Promoter> found = promoters.promoters(among, page.afterId(0), page.limit());
        return rows(found);
    }

    private Paged<PromoterRow> rows(Paged<Promoter> found) {
        List<Long> ids = found.items().stream().map(Promoter::customerId).toList();
        Map<Long, CustomerView> people = customers.views(ids);
        Map<Long, Earnings> earnings = promoters.earnings(ids);
        return found.map(p -> {
            CustomerView person = people.get(p.customerId());
            return new PromoterRow(p.customerId(), person == null ? "" : person.nickname(),
                    person == null ? "" : person.phoneMasked(), p.inviteCode() == null ? "" : p.inviteCode(),
                    p.joinedAt(), p.invitees(), p.buyers(),
                    earnings.getOrDefault(p.customerId(), new Earnings(0, 0, 0, 0, 0)),
                    p.suspendedSince() == null ? "ACTIVE" : "SUSPENDED", p.suspendedSince());
        });
    }

    @GetMapping("/promoters/{customerId}")
    @Permit("REWARD_VIEW")
    PromoterDetail promoter(StaffMember staff, @PathVariable long customerId) {
        return detail(Fields.id("promoter", customerId));
    }

    private PromoterDetail detail(long customerId) {
        PromoterRow row = rows(promoters.promoters(List.of(customerId), 0, 1)).items().stream().findFirst()
                .orElseThrow(() -> Problem.notFound("promoter"));
        return new PromoterDetail(row, promoters.suspensions(customerId));
    }

    @PostMapping("/promoters/{customerId}/suspend")
    @Permit("REWARD_EDIT")
    PromoterDetail suspend(StaffMember staff, Key key, @PathVariable long customerId, @RequestBody Decision ask) {
        String reason = Fields.reason(ask.reason());
        return decide("suspend", staff, key, customerId, ask,
                () -> promoters.suspend(customerId, staff.actor(), reason));
    }

    @PostMapping("/promoters/{customerId}/reinstate")
    @Permit("REWARD_EDIT")
    PromoterDetail reinstate(StaffMember staff, Key key, @PathVariable long customerId, @RequestBody Decision ask) {
        String reason = Fields.reason(ask.reason());
        return decide("reinstate", staff, key, customerId, ask,
                () -> promoters.reinstate(customerId, staff.actor(), reason));
    }

    private PromoterDetail decide(String step, StaffMember staff, Key key, long customerId, Object ask,
                                  Runnable decision) {
        Fields.id("promoter", customerId);
        return once.run("promoter." + step, staff.actor(), key.value(), List.of(customerId, ask),
                PromoterDetail.class, () -> {
                    decision.run();
                    return detail(customerId);
                });
    }

    /** People of a name, a phone number or an invite code. */
    private List<Long> named(String words) {
        Set<Long> ids = new HashSet<>(customers.search(words, 100));
        Long owner = words.length() > 32 ? null : bindings.ownerOf(words);
        if (owner != null) {
            ids.add(owner);
        }
        return List.copyOf(ids);
    }

    @GetMapping("/promoters/{customerId}/chain")
    @Permit("REWARD_VIEW")
    ChainView chain(StaffMember staff, @PathVariable long customerId, PageAsk page) {
        customers.require(Fields.id("customer", customerId));
        Promoters.Chain chain = promoters.chain(customerId);
        Paged<Node> children = promoters.children(customerId, page.afterId(0), page.limit());
        List<Long> ids = new ArrayList<>();
        chain.ancestors().forEach(n -> ids.add(n.customerId()));
        children.items().forEach(n -> ids.add(n.customerId()));
        Map<Long, CustomerView> people = customers.views(ids);
        return new ChainView(chain.ancestors().stream().map(n -> node(n, people)).toList(),
                children.map(n -> node(n, people)), chain.depth(), chain.subtreeCustomers(),
                chain.subtreePaidMinor());
    }

    private static NodeRow node(Node n, Map<Long, CustomerView> people) {
        CustomerView person = people.get(n.customerId());
        return new NodeRow(n.customerId(), person == null ? "" : person.nickname(), n.boundAt(), n.directInvitees(),
                n.paidMinor());
    }

    /** {@code q} is an order's number, or a person's name or phone number. */
    @GetMapping("/accruals")
    @Permit("REWARD_VIEW")
    Paged<AccrualRows.Row> accruals(StaffMember staff, @RequestParam(required = false) @Nullable String state,
                                    @RequestParam(required = false) @Nullable String q, PageAsk page) {
        String words = Fields.optionalText("q", q, 40);
        OptionalLong number = words == null ? OptionalLong.empty() : OrderNo.parse(words);
        Long orderId = number.isPresent() ? (Long) number.getAsLong() : null;
        List<Long> people = words == null || orderId != null ? List.of() : named(words);
        if (words != null && people.isEmpty() && orderId == null) {
            return new Paged<>(List.of(), null);
        }
        Long beneficiary = people.isEmpty() ? null : people.getFirst();
        Paged<AccrualView> found = promoters.accruals(beneficiary, PromoterDoor.state(state), orderId,
                page.beforeId(), page.limit());
        Map<Long, String> names = new HashMap<>();
        customers.views(found.items().stream().map(AccrualView::beneficiaryId).distinct().toList())
                .forEach((id, person) -> names.put(id, person.nickname()));
        return new Paged<>(rows.of(found.items(), names), found.next());
    }

    @GetMapping("/schemes")
    @Permit("REWARD_VIEW")
    List<SchemeRow> schemes(StaffMember staff) {
        return schemes.schemes().stream().map(this::row).toList();
    }

    private SchemeRow row(SchemeView s) {
        return new SchemeRow(s.code(), words.name(s), s.kind(), s.version(), s.enabled(), s.ruleAsMap(),
                words.sentence(s.rule()), s.rule() instanceof SchemeRule.Commission ? words.legalNote() : null,
                s.issued(), s.costMinor());
    }

    @PutMapping("/schemes/{code}")
    @Permit("REWARD_EDIT")
    SchemeRow put(StaffMember staff, Key key, @PathVariable String code, @RequestBody PutScheme ask) {
        String reason = Fields.reason(ask.reason());
        return once.run("scheme.put:" + Fields.text("code", code, 1, 40), staff.actor(), key.value(), ask,
                SchemeRow.class, () -> row(schemes.put(code, new Schemes.SchemeEdit(ask.kind(), ask.enabled(),
                        ask.nameZh(), ask.nameEn(), ask.rule()), staff.actor(), reason)));
    }

    @GetMapping("/binding-policy")
    @Permit("REWARD_VIEW")
    Bindings.Policy policy(StaffMember staff) {
        return bindings.policy();
    }

    @PutMapping("/binding-policy")
    @Permit("REWARD_EDIT")
    Bindings.Policy policy(StaffMember staff, Key key, @RequestBody PutPolicy ask) {
        String reason = Fields.reason(ask.reason());
        return once.run("binding.policy", staff.actor(), key.value(), ask, Bindings.Policy.class,
                () -> bindings.setPolicy(ask.validDays(), ask.bindWithinDays(), ask.rebind(), staff.actor(), reason));
    }
}
