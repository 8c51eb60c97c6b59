/**
 * The shopper's pages: each endpoint puts one page together from the modules' APIs, in the reader's language.
 *
 * <p>Owns no table and decides nothing about money, stock or seats; those answers come from the modules below.
 */
@ApplicationModule(allowedDependencies = {"catalog", "customer", "inventory", "promotion", "promotion :: quote",
    "payment", "order", "groupbuy", "fulfilment", "rewards", "ledger", "compliance"})
@NullMarked
package io.tuanzi.shopfront;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
