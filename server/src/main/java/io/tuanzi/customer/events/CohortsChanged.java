package io.tuanzi.customer.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;
import java.util.List;

/** A person entered or left cohorts; {@code codes} are all cohorts the person is in afterwards, sorted. */
@FactType(name = "customer.cohorts.changed", aggregate = "customer")
public record CohortsChanged(long customerId, List<String> codes) implements FactBody {
}
