package io.tuanzi.fulfilment.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A parcel left. */
@FactType(name = "shipment.shipped", aggregate = "shipment")
public record ShipmentShipped(long shipmentId, long orderId, long customerId, String carrier) implements FactBody {
}
