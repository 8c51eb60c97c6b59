/**
 * Drives a purchase from placing to completion, and its money back, along one state table.
 *
 * <p>An order is placed in batches on locked rows, each whole or not at all. It waits for payment until a deadline; the
 * payment and the deadline race for one row and exactly one wins (P2). A <em>hold</em> keeps a paid order from being
 * shipped until whoever opened it decides. Prices never change after placing (O3); a refund is the difference of one
 * function before and after (M4, M5). O1, O2 and S4 live here too.
 */
@ApplicationModule(allowedDependencies = {"catalog", "customer", "inventory", "promotion", "promotion :: quote",
    "payment", "payment :: events", "ledger", "compliance"})
@NullMarked
package io.tuanzi.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
