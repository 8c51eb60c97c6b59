package io.tuanzi.rewards.web;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.kernel.Money;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.rewards.AccrualView;
import io.tuanzi.rewards.Bindings;
import io.tuanzi.rewards.Earnings;
import io.tuanzi.rewards.Promoters;
import io.tuanzi.rewards.Promoters.Invitee;
import io.tuanzi.rewards.Promoters.Progress;
import io.tuanzi.rewards.SchemeRule;
import io.tuanzi.rewards.Schemes;
import io.tuanzi.rewards.Schemes.SchemeView;
import io.tuanzi.rewards.WithdrawalView;
import io.tuanzi.rewards.Withdrawals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The promoter centre; every read and write is of the shopper's own. */
@RestController
@RequestMapping("/api/shop/promoter")
class PromoterDoor {

    static final Set<String> STATES = Set.of("PENDING", "MATURED", "PAYABLE", "REVERSED");

    record Centre(boolean joined, String agreementVersion, String inviteCode, ShareCard share, Earnings earnings,
                  long invitees, @Nullable String invitedBy, List<SchemeRow> schemes, int commissionRateBp) {
    }

    record SchemeRow(String schemeCode, String name, String rule, int progress, int target, String rewardText,
                     String state, String note) {
    }

    record InviteeRow(String nickname, String avatar, Instant boundAt, long orders, Instant validUntil,
                      long contributedMinor) {
    }

    record WithdrawalRow(long withdrawalId, long amountMinor, String state, Instant at, @Nullable String note) {
        static WithdrawalRow of(WithdrawalView w) {
            return new WithdrawalRow(w.withdrawalId(), w.amountMinor(), w.state(), w.at(), w.note());
        }
    }

    record Join(String agreementVersion) {
    }

    record Ask(long amountMinor) {
    }

    private final Promoters promoters;
    private final Bindings bindings;
    private final Schemes schemes;
    private final Withdrawals withdrawals;
    private final Customers customers;
    private final ShareCards cards;
    private final SchemeWords words;
    private final AccrualRows rows;
    private final Once once;

    PromoterDoor(Promoters promoters, Bindings bindings, Schemes schemes, Withdrawals withdrawals,
                 Customers customers, ShareCards cards, SchemeWords words, AccrualRows rows, Once once) {
        this.promoters = promoters;
        this.bindings = bindings;
        this.schemes = schemes;
        this.withdrawals = withdrawals;
        this.customers = customers;
        this.cards = cards;
        this.words = words;
        this.rows = rows;
        this.once = once;
    }

    @GetMapping
    Centre centre(Shopper shopper) {
        long id = shopper.customerId();
        String code = bindings.inviteCode(id);
        Long above = promoters.parents(List.of(id)).get(id);
        CustomerView inviter = above == null ? null : customers.views(List.of(above)).get(above);
        List<SchemeView> all = schemes.schemes();
        int rate = all.stream().filter(SchemeView::enabled).map(SchemeView::rule)
                .filter(SchemeRule.Commission.class::isInstance).map(SchemeRule.Commission.class::cast)
                .mapToInt(words::rateBp).sum();
        return new Centre(promoters.hasJoined(id), Promoters.AGREEMENT, code,
                cards.card(cards.subject(ShareCards.Kind.PROMOTER, null), code), promoters.earnings(id),
                promoters.invitees(id), inviter == null ? null : inviter.nickname(), progress(id, all), rate);
    }

    private List<SchemeRow> progress(long customerId, List<SchemeView> all) {
        List<SchemeRow> shown = new ArrayList<>();
        for (Progress p : promoters.progress(customerId)) {
            all.stream().filter(s -> s.code().equals(p.schemeCode()) && s.enabled()).findFirst()
                    .ifPresent(scheme -> {
                        switch (scheme.rule()) {
                            case SchemeRule.InviteCount r -> shown.add(row(scheme, p, r.target(),
                                    left(p, r.target()), Money.format(r.valueMinor())));
                            case SchemeRule.BothSides r -> shown.add(row(scheme, p, 1, Math.min(1, p.earned()),
                                    Money.format(r.valueMinor())));
                            case SchemeRule.Commission r -> { }
                        }
                    });
        }
        return shown;
    }

    /** Friends of the round that runs; a round just filled shows full until the next friend comes. */
    private static int left(Progress p, int target) {
        int left = Math.max(0, p.friends() - p.earned() * target);
        return left == 0 && p.earned() > 0 ? target : Math.min(left, target);
    }

    private SchemeRow row(SchemeView scheme, Progress p, int target, int progress, String reward) {
        String state = p.earned() > p.issued() ? "PENDING"
                : p.issued() > 0 && progress >= target ? "EARNED" : "RUNNING";
        return new SchemeRow(scheme.code(), words.name(scheme), words.sentence(scheme.rule()), progress, target,
                reward, state, words.note(p));
    }

    @PostMapping("/join")
    Centre join(Shopper shopper, Key key, @RequestBody Join ask) {
        String version = Fields.text("agreementVersion", ask.agreementVersion(), 1, 40);
        once.run("promoter.join", shopper.actor(), key.value(), ask, Boolean.class, () -> {
            promoters.join(shopper.customerId(), version);
            return Boolean.TRUE;
        });
        return centre(shopper);
    }

    @GetMapping("/invitees")
    Paged<InviteeRow> invitees(Shopper shopper, PageAsk page) {
        Paged<Invitee> found = promoters.invitees(shopper.customerId(), page.beforeId(), page.limit());
        Map<Long, CustomerView> people = customers.views(found.items().stream().map(Invitee::customerId).toList());
        return found.map(i -> {
            CustomerView person = people.get(i.customerId());
            return new InviteeRow(person == null ? "" : person.nickname(), person == null ? "" : person.avatar(),
                    i.boundAt(), i.orders(), i.validUntil(), i.contributedMinor());
        });
    }

    @GetMapping("/accruals")
    Paged<AccrualRows.Row> accruals(Shopper shopper, @RequestParam(required = false) @Nullable String state,
                                    PageAsk page) {
        Paged<AccrualView> found = promoters.accruals(shopper.customerId(), state(state), null, page.beforeId(),
                page.limit());
        return new Paged<>(rows.of(found.items(), Map.of()), found.next());
    }

    static @Nullable String state(@Nullable String state) {
        if (state == null || state.isEmpty()) {
            return null;
        }
        if (!STATES.contains(state)) {
            throw Problem.invalid("state", "choice").with("choices", String.join(", ", STATES));
        }
        return state;
    }

    @PostMapping("/withdrawals")
    WithdrawalRow withdraw(Shopper shopper, Key key, @RequestBody Ask ask) {
        return WithdrawalRow.of(withdrawals.request(shopper.customerId(), key.value(), ask.amountMinor()));
    }

    @GetMapping("/withdrawals")
    Paged<WithdrawalRow> withdrawals(Shopper shopper, PageAsk page) {
        return withdrawals.of(shopper.customerId(), page.beforeId(), page.limit()).map(WithdrawalRow::of);
    }
}
