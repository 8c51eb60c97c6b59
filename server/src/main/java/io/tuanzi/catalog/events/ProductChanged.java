package io.tuanzi.catalog.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/**
 * A product was created or its page, SKUs or prices changed.
 *
 * @param what {@code CREATED}, {@code IMPORTED}, {@code EDITED} or {@code PRICED}
 * @param state state after the change
 * @param snapshotVersion the catalogue's version that shows it
 */
@FactType(name = "catalog.product.changed", aggregate = "product")
public record ProductChanged(long productId, String handle, String what, String state, long snapshotVersion)
        implements FactBody {
}
