package io.tuanzi.rewards.internal;

import io.tuanzi.customer.Customers;
import io.tuanzi.customer.LoginListener;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.Secrets;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.rewards.Bindings;
import io.tuanzi.rewards.events.InviterBound;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tree of invitations at work. */
@Component
class BindingDesk implements Bindings, LoginListener {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{6,12}");
    private static final int CODE_LENGTH = 6;

    private final BindingBook book;
    private final Customers customers;
    private final Facts facts;
    private final AuditTrail trail;
    private final Ids ids;
    private final Secrets secrets;
    private final Tx tx;

    BindingDesk(BindingBook book, Customers customers, Facts facts, AuditTrail trail, Ids ids, Secrets secrets,
                Tx tx) {
        this.book = book;
        this.customers = customers;
        this.facts = facts;
        this.trail = trail;
        this.ids = ids;
        this.secrets = secrets;
        this.tx = tx;
    }

    @Override
    public void loggedIn(long customerId, boolean isNew, @Nullable String inviteCode) {
        if (inviteCode != null && !inviteCode.isBlank()) {
            bind(customerId, inviteCode);
        }
    }

    @Override
    public Outcome bind(long inviteeId, String inviteCode) {
        Long inviterId = ownerOf(inviteCode);
        if (inviterId == null) {
            return Outcome.NO_SUCH_CODE;
        }
        if (inviterId == inviteeId) {
            return Outcome.SELF;
        }
        return tx.call("rewards.bind", () -> bind(inviteeId, (long) inviterId));
    }

    private Outcome bind(long inviteeId, long inviterId) {
        if (!book.knows(inviteeId)) {
            book.ensure(inviteeId, customers.require(inviteeId).joinedAt());
        }
        holdRoots(inviteeId, inviterId);
        Optional<BindingBook.Made> made = book.bind(ids.next(), inviteeId, inviterId);
        if (made.isEmpty()) {
            return whyNot(inviteeId, inviterId);
        }
        BindingBook.Made bound = made.get();
        facts.record(bound.bindingId(), 1, new InviterBound(bound.bindingId(), inviteeId, inviterId, bound.depth(),
                bound.until().toEpochMilli()));
        return Outcome.BOUND;
    }

    /**
     * Holds the invitee and the tops of both trees, so that neither tree can change above (R1). Whoever hangs a tree
     * below another holds both tops; a top that stopped being one while we waited is let go and looked for again.
     */
    private void holdRoots(long inviteeId, long inviterId) {
        while (true) {
            long mine = book.root(inviteeId);
            long theirs = book.root(inviterId);
            book.savepoint();
            book.lock(new TreeSet<>(List.of(inviteeId, mine, theirs)));
            if (book.root(inviteeId) == mine && book.root(inviterId) == theirs) {
                return;
            }
            book.unlock();
        }
    }

    private Outcome whyNot(long inviteeId, long inviterId) {
        if (book.isAbove(inviteeId, inviterId)) {
            return Outcome.CYCLE;
        }
        return book.everBound(inviteeId) ? Outcome.ALREADY : Outcome.TOO_LATE;
    }

    @Override
    public Optional<Bound> inviterOf(long customerId, Instant at) {
        return book.inviterOf(customerId, at);
    }

    @Override
    public String inviteCode(long customerId) {
        return book.code(customerId).orElseGet(() -> tx.call("rewards.code", () -> {
            if (!book.knows(customerId)) {
                book.ensure(customerId, customers.require(customerId).joinedAt());
            }
            book.lock(List.of(customerId));
            while (book.code(customerId).isEmpty()) {
                book.giveCode(customerId, secrets.code(CODE_LENGTH));
            }
            return book.code(customerId).orElseThrow();
        }));
    }

    @Override
    public @Nullable Long ownerOf(String inviteCode) {
        String code = inviteCode.strip().toUpperCase(Locale.ROOT);
        return CODE.matcher(code).matches() ? book.ownerOf(code) : null;
    }

    @Override
    public Policy policy() {
        return book.policy();
    }

    @Override
    public Policy setPolicy(int validDays, int bindWithinDays, String rebind, String who, String reason) {
        Fields.range("validDays", validDays, 1, 3_650);
        Fields.range("bindWithinDays", bindWithinDays, 0, 3_650);
        if (!List.of("NEVER", "AFTER_EXPIRY").contains(rebind)) {
            throw Problem.invalid("rebind", "choice").with("choices", "NEVER, AFTER_EXPIRY");
        }
        return tx.call("rewards.policy", () -> {
            Policy before = book.policy();
            Policy after = new Policy(before.version() + 1, validDays, bindWithinDays, rebind);
            if (!book.addPolicy(after)) {
                throw Problem.busy(1);
            }
            trail.wrote(who, "binding.policy", "policy:" + after.version(), before, after, reason);
            return after;
        });
    }
}
