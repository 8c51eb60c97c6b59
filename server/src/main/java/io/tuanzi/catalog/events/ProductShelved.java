package io.tuanzi.catalog.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/**
 * A product went on or off the shelf.
 *
 * @param state {@code ON_SHELF} or {@code OFF_SHELF}
 */
@FactType(name = "catalog.product.shelved", aggregate = "product")
public record ProductShelved(long productId, String handle, String state, long snapshotVersion) implements FactBody {
}
