/**
 * Promises units exactly as often as they exist.
 *
 * <p>A reservation is made when an order is placed and ends once: committed when the order is paid and free of holds,
 * released when it is given up, expired when its time is over. What lies on the shelf is available plus reserved and
 * always equals the sum of the movements. S1, S2 and S3 live here.
 */
@ApplicationModule(allowedDependencies = {"catalog", "ledger"})
@NullMarked
package io.tuanzi.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
