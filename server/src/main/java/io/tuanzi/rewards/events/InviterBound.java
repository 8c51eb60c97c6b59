package io.tuanzi.rewards.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A person was bound to an inviter until {@code untilMs}. */
@FactType(name = "referral.bound", aggregate = "binding")
public record InviterBound(long bindingId, long inviteeId, long inviterId, int depth,
                           long untilMs) implements FactBody {
}
