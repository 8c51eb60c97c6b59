package io.tuanzi.rewards.internal;

import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Legal;
import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.kernel.Money;
import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Replays;
import io.tuanzi.rewards.WithdrawalView;
import io.tuanzi.rewards.Withdrawals;
import io.tuanzi.rewards.events.WithdrawalDecided;
import io.tuanzi.rewards.events.WithdrawalRequested;
import io.tuanzi.rewards.internal.WithdrawalBook.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Withdrawals at work: money is set aside when it is asked for and leaves once (R4). */
@Component
class WithdrawalDesk implements Withdrawals {

    private final WithdrawalBook book;
    private final BindingBook members;
    private final PromoterBook promoters;
    private final Compliance compliance;
    private final Ledger ledger;
    private final Messages messages;
    private final Facts facts;
    private final AuditTrail trail;
    private final Ids ids;
    private final ShopTime time;
    private final Tx tx;

    WithdrawalDesk(WithdrawalBook book, BindingBook members, PromoterBook promoters, Compliance compliance,
                   Ledger ledger, Messages messages, Facts facts, AuditTrail trail, Ids ids, ShopTime time, Tx tx) {
        this.book = book;
        this.members = members;
        this.promoters = promoters;
        this.compliance = compliance;
        this.ledger = ledger;
        this.messages = messages;
        this.facts = facts;
        this.trail = trail;
        this.ids = ids;
        this.time = time;
        this.tx = tx;
    }

    private static String held(long customerId) {
        return "withdrawal/" + customerId;
    }

    private static String ref(long withdrawalId) {
        return "withdrawal:" + withdrawalId;
    }

    @Override
    public WithdrawalView request(long customerId, String key, long amountMinor) {
        try {
            return tx.call("withdrawal.request", () -> {
                members.lock(List.of(customerId)); // one at a time per person: a twin waits here
                Optional<Row> before = book.byKey(customerId, key);
                return before.map(row -> replay(row.view(), amountMinor))
                        .orElseGet(() -> ask(customerId, key, amountMinor));
            });
        } catch (Ledger.Insufficient e) {
            throw Problem.conflict("NOT_ENOUGH").with("payable",
                    Money.format(ledger.balance(Purse.payable(customerId))));
        }
    }

    private static WithdrawalView replay(WithdrawalView before, long amountMinor) {
        if (before.amountMinor() != amountMinor) {
            throw Problem.of(422, "KEY_REUSED");
        }
        Replays.mark();
        return before;
    }

    private WithdrawalView ask(long customerId, String key, long amountMinor) {
        if (!promoters.hasJoined(customerId)) {
            throw Problem.conflict("NOT_A_PROMOTER");
        }
        requireActive(customerId);
        long least = compliance.value(Legal.WITHDRAWAL_LEAST_MINOR);
        long most = compliance.value(Legal.WITHDRAWAL_MOST_MINOR);
        if (amountMinor < least || amountMinor > most) {
            throw Problem.conflict("WITHDRAWAL_LIMIT").with("least", Money.format(least))
                    .with("most", Money.format(most));
        }
        long perDay = compliance.value(Legal.WITHDRAWALS_PER_DAY);
        int today = book.askedToday(customerId, time.zone());
        if (today >= perDay) {
            throw Problem.conflict("LIMIT_REACHED").with("limit", perDay).with("used", today);
        }
        Row row = book.add(ids.next(), customerId, key, amountMinor);
        long id = row.view().withdrawalId();
        facts.record(id, row.version(), new WithdrawalRequested(id, customerId, amountMinor));
        // M6: the floor of the account refuses more than there is, whoever else withdraws or takes back meanwhile
        ledger.post(List.of(new Transfer("withdrawal.hold", ref(id), 0, Purse.payable(customerId), held(customerId),
                amountMinor)));
        return row.view();
    }

    /** Nothing leaves while a promoter is suspended; callers hold the person's row. */
    private void requireActive(long customerId) {
        if (promoters.isSuspended(customerId)) {
            throw Problem.conflict("PROMOTER_SUSPENDED");
        }
    }

    @Override
    public Paged<WithdrawalView> of(long customerId, long beforeId, int limit) {
        return Paged.of(book.page(customerId, null, beforeId, limit + 1), limit, WithdrawalView::withdrawalId);
    }

    @Override
    public Paged<WithdrawalView> all(@Nullable String state, long beforeId, int limit) {
        return Paged.of(book.page(null, state, beforeId, limit + 1), limit, WithdrawalView::withdrawalId);
    }

    @Override
    public WithdrawalView approve(long withdrawalId, Decider decider) {
        return tx.call("withdrawal.approve", () -> {
            WithdrawalView before = require(withdrawalId);
            members.lock(List.of(before.customerId()));
            requireActive(before.customerId());
            Row row = book.approve(withdrawalId, decider)
                    .orElseThrow(() -> Problem.badState(require(withdrawalId).state()));
            return decided("withdrawal.approve", before, row, decider);
        });
    }

    @Override
    public WithdrawalView pay(long withdrawalId, String reference, Decider decider) {
        String paidRef = Fields.text("reference", reference, 4, 64);
        return tx.call("withdrawal.pay", () -> {
            WithdrawalView before = require(withdrawalId);
            long customerId = before.customerId();
            members.lock(List.of(customerId)); // the tax depends on what else is paid to the person this month
            requireActive(customerId);
            long tax = compliance.withholding(book.paidThisMonth(customerId, time.zone()), before.amountMinor());
            Row row = book.pay(withdrawalId, decider, paidRef, tax)
                    .orElseThrow(() -> whyNotPaid(withdrawalId, paidRef, decider));
            List<Transfer> out = new ArrayList<>();
            if (before.amountMinor() > tax) {
                out.add(new Transfer("withdrawal.pay", ref(withdrawalId), 0, held(customerId),
                        "commission.paid/" + customerId, before.amountMinor() - tax));
            }
            if (tax > 0) {
                out.add(new Transfer("withdrawal.pay", ref(withdrawalId), 1, held(customerId),
                        "tax.withheld/" + customerId, tax));
            }
            ledger.post(out);
            tell(before, "REWARD.paid", decider);
            return decided("withdrawal.pay", before, row, decider);
        });
    }

    private Problem whyNotPaid(long withdrawalId, String paidRef, Decider decider) {
        WithdrawalView now = require(withdrawalId);
        if (!now.state().equals("APPROVED")) {
            return Problem.badState(now.state());
        }
        if (book.isUsed(paidRef)) {
            return Problem.conflict("REFERENCE_USED").with("reference", paidRef);
        }
        return Problem.of(403, "SECOND_PERSON").with("who", decider.actor());
    }

    @Override
    public WithdrawalView reject(long withdrawalId, Decider decider) {
        return tx.call("withdrawal.reject", () -> {
            WithdrawalView before = require(withdrawalId);
            Row row = book.reject(withdrawalId, decider.reason())
                    .orElseThrow(() -> Problem.badState(require(withdrawalId).state()));
            Purse purse = new Purse(ledger);
            purse.giveBack(ref(withdrawalId), before.customerId(), before.amountMinor(), held(before.customerId()));
            purse.settle();
            tell(before, "REWARD.rejected", decider);
            return decided("withdrawal.reject", before, row, decider);
        });
    }

    private void tell(WithdrawalView w, String kind, Decider decider) {
        messages.send(new NewMessage(w.customerId(), kind + ":" + w.withdrawalId(), kind, Map.of("amountMinor",
                w.amountMinor(), "reason", decider.reason()), "/pages/promoter/promoter"));
    }

    private WithdrawalView decided(String action, WithdrawalView before, Row row, Decider decider) {
        WithdrawalView after = row.view();
        facts.record(after.withdrawalId(), row.version(), new WithdrawalDecided(after.withdrawalId(),
                after.customerId(), after.state(), after.amountMinor(), after.taxMinor()));
        trail.wrote(decider.actor(), action, ref(after.withdrawalId()), before, after, decider.reason());
        return after;
    }

    private WithdrawalView require(long withdrawalId) {
        return book.find(withdrawalId).map(Row::view).orElseThrow(() -> Problem.notFound("withdrawal"));
    }
}
