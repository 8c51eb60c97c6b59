/**
 * Gets paid goods to people: parcels, where they were seen, and the clock that tells when one is late (FUL-01, FUL-08).
 *
 * <p>A parcel and its order's step to SHIPPED are one transaction, so neither is ever without the other. The clock
 * starts when an order may be shipped and is heard from the order's facts; a late one is work for people. Uses
 * {@code customer} only to tell the buyer, in the same transaction.
 */
@ApplicationModule(allowedDependencies = {"order", "order :: events", "inventory", "customer"})
@NullMarked
package io.tuanzi.fulfilment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
