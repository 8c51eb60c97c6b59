package io.tuanzi.rewards;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who brought whom: invite codes and the binding of an invitee to an inviter for a time (REF-01, R1). */
public interface Bindings {

    /** What became of a wish to bind. */
    enum Outcome { BOUND, NO_SUCH_CODE, SELF, CYCLE, ALREADY, TOO_LATE }

    /** A binding: {@code inviterId} counts for orders placed from {@code from}, before {@code until}. */
    record Bound(long inviterId, Instant from, Instant until) {
    }

    /**
     * How binding works.
     *
     * @param validDays how long an inviter counts
     * @param bindWithinDays how long after a person was first seen a first inviter can still be bound
     * @param rebind NEVER, or AFTER_EXPIRY: a new inviter may follow when the last one's time is over
     */
    record Policy(int version, int validDays, int bindWithinDays, String rebind) {
    }

    /**
     * Binds the owner of the code as inviter if the policy lets it: the first touch stands, nobody is bound to
     * themselves or to someone they brought, directly or through others. Joins the caller's transaction; what cannot be
     * bound changes nothing and is no error.
     */
    Outcome bind(long inviteeId, String inviteCode);

    /** Who counted as inviter of a person at an instant. */
    Optional<Bound> inviterOf(long customerId, Instant at);

    /** The person's own code, made when first asked for. */
    String inviteCode(long customerId);

    /** Whose code this is; null when nobody's. */
    @Nullable Long ownerOf(String inviteCode);

    /** The policy in force. */
    Policy policy();

    /** Makes a new version of the policy, with an audit entry. Refuses days outside 0 to 3,650. */
    Policy setPolicy(int validDays, int bindWithinDays, String rebind, String who, String reason);
}
