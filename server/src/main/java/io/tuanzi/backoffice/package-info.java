/**
 * The console's pages: each endpoint puts one page together from the modules' APIs, in the reader's language.
 *
 * <p>Owns no table; a write passes its command on and puts who and why on the audit trail in the same transaction.
 */
@ApplicationModule(allowedDependencies = {"catalog", "customer", "inventory", "promotion", "promotion :: quote",
    "payment", "order", "groupbuy", "fulfilment", "rewards", "ledger", "insight", "compliance", "shopfront"})
@NullMarked
package io.tuanzi.backoffice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
