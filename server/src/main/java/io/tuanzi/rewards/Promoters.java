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

    /** A promoter in figures: friends brought and how many of them have an order that stands. */
    record Promoter(long customerId, @Nullable String inviteCode, Instant joinedAt, long invitees, long buyers) {
    }

    /** How far a person is with a scheme that counts friends. */
    record Progress(String schemeCode, int friends, int completed, int earned, int issued) {
    }

    /**
     * Joins by accepting the agreement; free, and nothing has to be bought (REF-22). Joining again changes nothing.
     * Refuses another version of the agreement with 409 {@code AGREEMENT_CHANGED}.
     */
    void join(long customerId, String agreementVersion);

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
