/**
 * Who brought whom, and what is earned by it.
 *
 * <p>An inviter is bound to a person for a time; whoever was bound when an order was placed brought its buyer (R1).
 * Schemes are data with versions. What an order earns is worked out again from what stands paid of it whenever that
 * changes, so a refund takes back exactly its part (R3) and hearing a fact twice changes nothing (R2). Earnings wait
 * until the time for returns is over, and leave only through a withdrawal that two people looked at (R4).
 */
@ApplicationModule(allowedDependencies = {"groupbuy", "order", "order :: events", "promotion", "payment", "inventory",
    "customer", "customer :: events", "catalog", "ledger", "compliance"})
@NullMarked
package io.tuanzi.rewards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
