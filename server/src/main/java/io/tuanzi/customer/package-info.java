/**
 * Who a person is: login by phone and one-time code, sessions, profile, addresses, cohorts, and the messages sent.
 *
 * <p>Tier and cohorts are written down here by others. Phone numbers are sealed; screens get them masked. What higher
 * modules know about a person ({@link io.tuanzi.customer.ShopperExtras},
 * {@link io.tuanzi.customer.CustomerFigures}) and do at login ({@link io.tuanzi.customer.LoginListener}) comes in
 * through interfaces that this module owns. K1 lives here.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.tuanzi.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
