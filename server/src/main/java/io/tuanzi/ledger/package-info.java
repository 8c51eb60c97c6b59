/**
 * Moves value between accounts by transfers that are never changed, and can neither create nor destroy any.
 *
 * <p>An account is a text, {@code class/id}: {@code cash/sandbox}, {@code order/123}, {@code commission.payable/45}.
 * A balance is credits minus debits. Accounts of people and of budgets have a floor at zero and a stored balance; the
 * others are the sum of their transfers. M1, M2 and M6 live here.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.tuanzi.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
