package io.tuanzi.rewards;

import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Promoters: joining, what they earned, whom they brought, and their withdrawals (REF-21, REF-28, REF-32). */
public interface Promoters {

    /** The agreement a promoter accepts today. */
    String AGREEMENT = "2026-11";

    /** A person in the tree: since when bound to the one above, friends brought, and what stays paid of orders. */
    record Node(long customerId, @Nullable Instant boundAt, long directInvitees, long paidMinor) {
    }

    /** The people above, nearest first, and how many are below and what they paid. */
    record Chain(List<Node> ancestors, int depth, long subtreeCustomers, long subtreePaidMinor) {
    }

    /** A friend: orders that stand, what they brought the promoter, until when the bond holds. */
    record Invitee(long customerId, Instant boundAt, Instant validUntil, long orders, long contributedMinor) {
    }

    /**
     * A promoter in figures: friends brought and how many of them have an order that stands; suspended since when, or
     * null.
     */
    record Promoter(long customerId, @Nullable String inviteCode, Instant joinedAt, long invitees, long buyers,
                    @Nullable Instant suspendedSince) {
    }

    /** A time in which a promoter was suspended; without an end it still lasts. */
    record Suspension(Instant from, @Nullable Instant until, String by, String why, @Nullable String liftedBy,
                      @Nullable String liftedWhy) {
    }

    /** How far a person is with a scheme that counts friends. */
    record Progress(String schemeCode, int friends, int completed, int earned, int issued) {
    }

    /**
     * Joins by accepting the agreement; free, and nothing has to be bought (REF-22). Joining again changes nothing.
     * Refuses another version of the agreement with 409 {@code AGREEMENT_CHANGED}.
     */
    void join(long customerId, String agreementVersion);

    /**
     * Suspends a promoter from now on, with a reason the promoter is told and an audit entry.
     *
     * <p>What counts is when an order was placed: orders placed while the promoter is suspended earn them nothing, no
     * commission and no coupon, also when they are paid after the suspension ended; the people above them keep their
     * own level, and the friend keeps the coupon for a first order. What was placed before stays as it is: pending
     * waits, matures and becomes payable in its time, for the work was done. Only money does not leave: withdrawals
     * are refused with 409 {@code PROMOTER_SUSPENDED}, those asked for before can be rejected but not approved or
     * paid. Friends stay bound. Refuses with 404 who never joined, 409 {@code BAD_STATE} who is suspended.
     */
    void suspend(long customerId, String who, String reason);

    /** Ends the suspension now, with a reason and an audit entry; 409 {@code BAD_STATE} when there is none. */
    void reinstate(long customerId, String who, String reason);

    /** The times a promoter was suspended, the newest first. */
    List<Suspension> suspensions(long customerId);

    /** Whether the person has joined. */
    boolean hasJoined(long customerId);

    /** Commissions by state. */
    Earnings earnings(long customerId);

    /** The same of many people, each in a few queries for all. */
    Map<Long, Earnings> earnings(Collection<Long> customerIds);

    /** How many friends the person brought, ever. */
    long invitees(long customerId);

    /** Friends brought, the newest first. */
    Paged<Invitee> invitees(long customerId, long beforeId, int limit);

    /** How far the person is with each scheme in force. */
    List<Progress> progress(long customerId);

    /** What was earned, the newest first; filters are optional. */
    Paged<AccrualView> accruals(@Nullable Long customerId, @Nullable String state, @Nullable Long orderId,
                                long beforeId, int limit);

    /** Promoters by id; {@code among} limits to these people unless empty. */
    Paged<Promoter> promoters(Collection<Long> among, long afterId, int limit);

    /** The chain above and the sum of the tree below a person. */
    Chain chain(long customerId);

    /** The people directly below, by id. */
    Paged<Node> children(long customerId, long afterId, int limit);

    /** The nearest inviter by the newest binding, whether or not it still counts; for lists of people. */
    Map<Long, Long> parents(Collection<Long> customerIds);
}
