package io.tuanzi.customer.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A person became a customer; {@code invited} when the login that registered them carried an invite code. */
@FactType(name = "customer.registered", aggregate = "customer")
public record CustomerRegistered(long customerId, boolean demo, boolean invited) implements FactBody {
}
