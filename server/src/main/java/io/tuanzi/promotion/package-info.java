/**
 * Prices, and whatever a person holds that changes a price: rules, freight, coupons.
 *
 * <p>Rules and freight are data, read into an immutable snapshot that every quote is made from; the quote itself is
 * pure and lives in {@code quote}. Coupons are issued within their cap, locked by an order, and end once: used, given
 * back, expired or revoked. C1, C2 and O3 live here; budgets are accounts of the ledger, limits are rows of the order.
 * What a person is (cohort, first order) comes with the question; nothing here asks upward.
 *
 * <p>Price lists (by stage, region and time) stand over the catalogue's price and end by the clock; what a SKU was ever
 * asked for follows from rows that are only appended, the catalogue's among them.
 */
@ApplicationModule(allowedDependencies = {"catalog", "customer", "ledger", "compliance"})
@NullMarked
package io.tuanzi.promotion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
