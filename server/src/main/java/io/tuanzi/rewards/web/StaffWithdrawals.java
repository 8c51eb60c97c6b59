package io.tuanzi.rewards.web;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.rewards.Earnings;
import io.tuanzi.rewards.Promoters;
import io.tuanzi.rewards.WithdrawalView;
import io.tuanzi.rewards.Withdrawals;
import io.tuanzi.rewards.Withdrawals.Decider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Withdrawals for staff: one approves, another pays (R4). */
@RestController
@RequestMapping("/api/staff/withdrawals")
class StaffWithdrawals {

    private static final Set<String> STATES = Set.of("REQUESTED", "APPROVED", "PAID", "REJECTED");

    record Row(long withdrawalId, long amountMinor, String state, Instant at, @Nullable String note, String customer,
               long customerId, @Nullable String approvedBy, @Nullable String paidBy, @Nullable String paidRef,
               @Nullable Instant paidAt, long balanceMinor, long taxMinor) {
    }

    record Decide(String reason) {
    }

    record Pay(String reference, String reason) {
    }

    private final Withdrawals withdrawals;
    private final Promoters promoters;
    private final Customers customers;
    private final Once once;

    StaffWithdrawals(Withdrawals withdrawals, Promoters promoters, Customers customers, Once once) {
        this.withdrawals = withdrawals;
        this.promoters = promoters;
        this.customers = customers;
        this.once = once;
    }

    @GetMapping
    @Permit("REWARD_VIEW")
    Paged<Row> list(StaffMember staff, @RequestParam(required = false) @Nullable String state, PageAsk page) {
        if (state != null && !state.isEmpty() && !STATES.contains(state)) {
            throw Problem.invalid("state", "choice").with("choices", String.join(", ", STATES));
        }
        Paged<WithdrawalView> found = withdrawals.all(state == null || state.isEmpty() ? null : state,
                page.beforeId(), page.limit());
        return new Paged<>(rows(found.items()), found.next());
    }

    private List<Row> rows(List<WithdrawalView> all) {
        List<Long> ids = all.stream().map(WithdrawalView::customerId).distinct().toList();
        Map<Long, CustomerView> people = customers.views(ids);
        Map<Long, Earnings> earnings = promoters.earnings(ids);
        return all.stream().map(w -> {
            CustomerView person = people.get(w.customerId());
            Earnings sums = earnings.getOrDefault(w.customerId(), new Earnings(0, 0, 0, 0, 0));
            return new Row(w.withdrawalId(), w.amountMinor(), w.state(), w.at(), w.note(),
                    person == null ? "" : person.nickname(), w.customerId(), w.approvedName(), w.paidName(),
                    w.paidRef(), w.paidAt(), sums.payableMinor(), w.taxMinor());
        }).toList();
    }

    @PostMapping("/{id}/approve")
    @Permit("WITHDRAWAL_APPROVE")
    Row approve(StaffMember staff, Key key, @PathVariable long id, @RequestBody Decide ask) {
        Decider decider = decider(staff, ask.reason());
        return once("approve", id, staff, key, ask, () -> withdrawals.approve(id, decider));
    }

    @PostMapping("/{id}/pay")
    @Permit("WITHDRAWAL_PAY")
    Row pay(StaffMember staff, Key key, @PathVariable long id, @RequestBody Pay ask) {
        Decider decider = decider(staff, ask.reason());
        return once("pay", id, staff, key, ask, () -> withdrawals.pay(id, ask.reference(), decider));
    }

    @PostMapping("/{id}/reject")
    @Permit("WITHDRAWAL_APPROVE")
    Row reject(StaffMember staff, Key key, @PathVariable long id, @RequestBody Decide ask) {
        Decider decider = decider(staff, ask.reason());
        return once("reject", id, staff, key, ask, () -> withdrawals.reject(id, decider));
    }

    private Row once(String step, long id, StaffMember staff, Key key, Object ask, Supplier<WithdrawalView> work) {
        return once.run("withdrawal." + step + ":" + Fields.id("withdrawal", id), staff.actor(), key.value(), ask,
                Row.class, () -> rows(List.of(work.get())).getFirst());
    }

    private static Decider decider(StaffMember staff, String reason) {
        return new Decider(staff.staffId(), staff.username(), staff.actor(), Fields.reason(reason));
    }
}
