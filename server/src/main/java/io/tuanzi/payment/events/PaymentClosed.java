package io.tuanzi.payment.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** The provider confirms that nobody can pay this intent any more. */
@FactType(name = "payment.closed", aggregate = "payment")
public record PaymentClosed(long intentId, String payable, long payableId) implements FactBody {
}
