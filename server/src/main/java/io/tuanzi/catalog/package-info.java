/**
 * What can be sold and the story it tells: products with their SKUs, prices, media and pages; import, search,
 * rankings, and what shoppers marked.
 *
 * <p>Prices are read from an immutable snapshot that carries its version ({@link io.tuanzi.catalog.Products}); a
 * price row is never changed (O3). Units of stock belong to {@code inventory}, which hears an import's quantities
 * through {@link io.tuanzi.catalog.StockIntake}.
 */
@ApplicationModule(allowedDependencies = {"compliance"})
@NullMarked
package io.tuanzi.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
