package io.tuanzi.payment.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A notification did not fit its intent and was set aside (P4). */
@FactType(name = "payment.quarantined", aggregate = "payment")
public record PaymentQuarantined(long intentId, String payable, long payableId, String why) implements FactBody {
}
