package io.tuanzi.rewards.internal;

import io.tuanzi.customer.Customers;
import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.ledger.Ledger;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.rewards.AccrualView;
import io.tuanzi.rewards.Earnings;
import io.tuanzi.rewards.Promoters;
import io.tuanzi.rewards.SchemeRule.InviteCount;
import io.tuanzi.rewards.internal.AccrualBook.Accrual;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Promoters at work. */
@Component
class PromoterDesk implements Promoters {

    private final PromoterBook book;
    private final BindingBook bindings;
    private final AccrualBook accruals;
    private final PurchaseBook purchases;
    private final SchemeBook schemes;
    private final Customers customers;
    private final Ledger ledger;
    private final ShopTime time;
    private final AuditTrail trail;
    private final Messages messages;
    private final Ids ids;
    private final Tx tx;

    PromoterDesk(PromoterBook book, BindingBook bindings, AccrualBook accruals, PurchaseBook purchases,
                 SchemeBook schemes, Customers customers, Ledger ledger, ShopTime time, AuditTrail trail,
                 Messages messages, Ids ids, Tx tx) {
        this.book = book;
        this.bindings = bindings;
        this.accruals = accruals;
        this.purchases = purchases;
        this.schemes = schemes;
        this.customers = customers;
        this.ledger = ledger;
        this.time = time;
        this.trail = trail;
        this.messages = messages;
        this.ids = ids;
        this.tx = tx;
    }

    @Override
    public void join(long customerId, String agreementVersion) {
        if (!agreementVersion.equals(AGREEMENT)) {
            throw Problem.conflict("AGREEMENT_CHANGED").with("agreementVersion", AGREEMENT);
        }
        tx.run("rewards.join", () -> {
            if (!bindings.knows(customerId)) {
                bindings.ensure(customerId, customers.require(customerId).joinedAt());
            }
            book.join(customerId, agreementVersion);
        });
    }

    @Override
    public void suspend(long customerId, String who, String reason) {
        tx.run("rewards.suspend", () -> {
            requireJoined(customerId);
            bindings.lock(List.of(customerId)); // a withdrawal under way ends first, the next one sees this
            if (!book.suspend(ids.next(), customerId, who, reason)) {
                throw Problem.badState("SUSPENDED");
            }
            decided(customerId, "suspend", "ACTIVE", "SUSPENDED", who, reason);
        });
    }

    @Override
    public void reinstate(long customerId, String who, String reason) {
        tx.run("rewards.reinstate", () -> {
            requireJoined(customerId);
            bindings.lock(List.of(customerId));
            if (!book.reinstate(customerId, who, reason)) {
                throw Problem.badState("ACTIVE");
            }
            decided(customerId, "reinstate", "SUSPENDED", "ACTIVE", who, reason);
        });
    }

    private void requireJoined(long customerId) {
        if (!book.hasJoined(customerId)) {
            throw Problem.notFound("promoter");
        }
    }

    private void decided(long customerId, String step, String before, String after, String who, String reason) {
        trail.wrote(who, "promoter." + step, "customer:" + customerId, Map.of("state", before),
                Map.of("state", after), reason);
        String kind = "REWARD." + step;
        messages.send(new NewMessage(customerId, kind + ":" + ids.next(), kind, Map.of("reason", reason),
                "/pages/promoter/promoter"));
    }

    @Override
    public List<Suspension> suspensions(long customerId) {
        return book.suspensions(customerId);
    }

    @Override
    public boolean hasJoined(long customerId) {
        return book.hasJoined(customerId);
    }

    @Override
    public Earnings earnings(long customerId) {
        return earnings(List.of(customerId)).getOrDefault(customerId, new Earnings(0, 0, 0, 0, 0));
    }

    @Override
    public Map<Long, Earnings> earnings(Collection<Long> customerIds) {
        List<String> accounts = new ArrayList<>();
        customerIds.forEach(id -> {
            accounts.add(Purse.payable(id));
            accounts.add(Purse.owed(id));
        });
        Map<String, Long> balances = ledger.balances(accounts);
        Map<Long, Earnings> all = new HashMap<>();
        book.sums(customerIds).values().forEach(s -> all.put(s.customerId(), new Earnings(s.pendingMinor(),
                s.maturedMinor(), balances.getOrDefault(Purse.payable(s.customerId()), 0L), s.withdrawnMinor(),
                -balances.getOrDefault(Purse.owed(s.customerId()), 0L))));
        return all;
    }

    @Override
    public long invitees(long customerId) {
        return book.invitees(customerId);
    }

    @Override
    public Paged<Invitee> invitees(long customerId, long beforeId, int limit) {
        return Paged.of(book.invitees(customerId, beforeId, limit + 1), limit, Invitee::customerId);
    }

    @Override
    public List<Progress> progress(long customerId) {
        Map<String, PromoterBook.Live> live = book.live(customerId);
        List<Progress> all = new ArrayList<>();
        for (SchemeBook.Row scheme : schemes.inForce(time.now())) {
            PromoterBook.Live has = live.getOrDefault(scheme.code(), new PromoterBook.Live(scheme.code(), 0, 0));
            int friends = 0;
            int completed = 0;
            if (scheme.rule() instanceof InviteCount rule) {
                friends = purchases.friends(customerId, rule.leastOrderMinor(), scheme.since(), false);
                completed = purchases.friends(customerId, rule.leastOrderMinor(), scheme.since(), true);
            }
            all.add(new Progress(scheme.code(), friends, completed, has.earned(), has.issued()));
        }
        return all;
    }

    @Override
    public Paged<AccrualView> accruals(@Nullable Long customerId, @Nullable String state, @Nullable Long orderId,
                                       long beforeId, int limit) {
        List<String> states = state == null ? List.of() : List.of(state);
        return Paged.of(accruals.page(customerId, states, orderId, beforeId, limit + 1), limit, Accrual::accrualId)
                .map(PromoterDesk::view);
    }

    private static AccrualView view(Accrual a) {
        return new AccrualView(a.accrualId(), a.kind(), a.schemeCode(), a.schemeVersion(), a.beneficiaryId(),
                a.buyerId(), a.orderId(), a.lineNo(), a.productId() == 0 ? null : a.productId(), a.baseMinor(),
                a.isCommission() ? a.rateBp() : null, a.amountMinor(), a.reversedMinor(), a.state(), a.maturesAt(),
                a.at());
    }

    @Override
    public Paged<Promoter> promoters(Collection<Long> among, long afterId, int limit) {
        return Paged.of(book.promoters(among, afterId, limit + 1), limit, Promoter::customerId);
    }

    @Override
    public Chain chain(long customerId) {
        List<Node> above = book.ancestors(customerId);
        long[] below = book.subtree(customerId);
        return new Chain(above, above.size(), below[0], below[1]);
    }

    @Override
    public Paged<Node> children(long customerId, long afterId, int limit) {
        return Paged.of(book.children(customerId, afterId, limit + 1), limit, Node::customerId);
    }

    @Override
    public Map<Long, Long> parents(Collection<Long> customerIds) {
        return book.parents(customerIds);
    }
}
